"""Strangers who say anything at all to a real server, while two readers drag and look at every number they get.

``python -m tests.faults.fuzz --messages 10000 --queries 1000 --files 100 --seed 1`` starts a server, talks to it,
prints what it saw, and leaves with status 1 where the server broke a promise: it lives and answers its health check;
every message is answered with its own number in sound JSON, or ends its connection with one of our codes; nobody is
shown a traceback, a path or the name of an exception; every refusal is a sentence; nobody else is disturbed; log and
memory stay small. Most cases are legal states, changed a little: that finds more than noise. The limits of the door are
lifted, so that more is said than strangers could.

What is said: ``texts``, ``states``, ``streams``, ``files``. Who says it: ``talkers``, ``doors``. Who must not be
disturbed: ``readers``. What must hold: ``checks``. All of them at once: ``everybody``.
"""
