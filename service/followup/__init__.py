"""What answers are good for after the application is sent: a short message, a supplement, or kind advice to send none.

    Report + what the candidate says about the rejection ──▶ follow_up ──▶ FollowUp (advice, two columns, message)

`rejection` reads what the employer wrote, `message` writes to them, `checking` reads what a candidate wrote.
"""

from service.followup.checking import Finding, check_message
from service.followup.deciding import FollowUp, Situation, follow_up
from service.followup.message import Message, People
from service.followup.rejection import Rejection, read_rejection

__all__ = [
    "Finding",
    "FollowUp",
    "Message",
    "People",
    "Rejection",
    "Situation",
    "check_message",
    "follow_up",
    "read_rejection",
]
