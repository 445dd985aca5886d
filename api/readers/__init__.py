"""Reader processes: everything asked is worked out in a process that can be ended.

The engine cannot be told to stop, and a thread cannot be ended; a process can. A *lane* is a
number of processes of one kind with a queue in front: look-ups, searches and queries each have
their own, so that none stalls the others. What a process is asked is a `Question`; it answers in
frames over a socket.
"""
