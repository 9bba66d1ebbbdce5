"""What an organisation can know of its own account, over HTTP."""
