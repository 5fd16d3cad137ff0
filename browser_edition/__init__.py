"""The browser edition: the lessons as static files, computed by the same Python within the reader's browser.

``python_files`` makes what a web worker needs to run Python, ``site`` the whole folder of static files, ``answers``
runs in the worker, and ``serve`` tries the site.
"""
