"""One module a job: the only place where store, engine and files meet; used by pages and command line alike."""
