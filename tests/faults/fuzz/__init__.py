"""A fuzzer: clients send arbitrary messages to a real server while two readers drag and check every number they get.

``python -m tests.faults.fuzz --messages 10000 --queries 1000 --files 100 --seed 1`` starts a server, sends messages,
prints what it saw, and exits with status 1 if one of these conditions was violated: the server runs and answers its
health check; every message is answered with its own number in valid JSON, or closes its connection with a known code;
no answer shows a traceback, a path or the name of an exception; every refusal is a sentence; no other client is
disturbed; log and memory stay small. Most cases are valid states with small changes, which finds more than noise. The
rate limits of the server are lifted, so that more messages are processed than a client could send otherwise.

``texts``, ``stage_messages``, ``streamlit_messages`` and ``csv_files`` contain what is sent, ``clients`` and
``raw_http`` send it, ``monitors`` compares frames and reads the log, ``checks`` says what must hold, and ``campaign``
runs all of them at once.
"""
