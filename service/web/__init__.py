"""The REST API and what it shares with the pages: an application factory, and blueprints by part of the domain.

Views are thin: they read a request, call `service.web.services.Services`, and write a response. Whoever adds a face
(pages, another protocol) does the same and finds everything on `current_app.extensions["overlooked"]`.
"""

from service.web.app import create_app
from service.web.settings import Settings

__all__ = ["Settings", "create_app"]
