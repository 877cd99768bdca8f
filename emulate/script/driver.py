"""Runs one script in a process of its own, for package script.

The program that started this process is at the other end of the socket that is
file descriptor 3. Both write objects in JSON, one a line. This side begins: it
says which Python it is, and hands over a listening socket on the loopback
interface, behind which the other side answers the AWS requests of the script.
Then it is told what to run. From there on each request of this side has one
answer:

    {"now": true}            -> {"now": SECONDS}
    {"sleep": SECONDS}       -> {"now": SECONDS}
    {"returned": TEXT}       the JSON of what the handler returned
    {"large": BYTES}         or how long that is, if it is too long to be told
    {"raised": EXCEPTION}    or the exception that it did not catch

The last three end the process. Whatever a script does to this module, it can only
spoil its own result: nothing here guards anything. What a script may do is the
business of the sandbox around the process, and of the limits below.
"""

import sys

# The folder that the process starts in holds no modules.
sys.path[:] = [p for p in sys.path if p]

import _socket
import _thread
import builtins
import json
import os
import time

CONTROL = 3


class Control:
    """The other side."""

    def __init__(self):
        os.set_inheritable(CONTROL, False)
        self.socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM, 0, CONTROL)
        self.lock = _thread.allocate_lock()
        self.rest = b""
        # A process that the script forks has no part in the talk.
        self.forked = False
        os.register_at_fork(after_in_child=self.leave)

    def leave(self):
        self.forked = True
        self.socket.close()

    def send(self, message, fd=None):
        line = memoryview(json.dumps(message).encode() + b"\n")
        if fd is not None:
            rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fd.to_bytes(4, sys.byteorder))
            line = line[self.socket.sendmsg([line], [rights]):]
        while line:
            line = line[self.socket.send(line):]

    def receive(self):
        parts = [self.rest]
        while b"\n" not in parts[-1]:
            part = self.socket.recv(1 << 16)
            if not part:
                os._exit(1)
            parts.append(part)
        line, _, self.rest = b"".join(parts).partition(b"\n")
        return json.loads(line)

    def ask(self, message):
        with self.lock:
            self.send(message)
            return self.receive()


class Clock:
    """The time of the run, which passes when somebody sleeps."""

    def __init__(self, control):
        self.control = control
        self.real_time, self.real_sleep = time.time, time.sleep
        self.started = self.now()

    def now(self):
        if self.control.forked:
            return self.real_time()
        return self.control.ask({"now": True})["now"]

    def sleep(self, seconds, /):
        # The real one complains about what is no number, or a negative one.
        if self.control.forked or not seconds > 0:
            return self.real_sleep(seconds)
        self.control.ask({"sleep": float(seconds)})

    def install(self):
        now, started = self.now, self.started
        gmtime, localtime, strftime, ctime, asctime = time.gmtime, time.localtime, time.strftime, time.ctime, time.asctime
        time.time = now
        time.time_ns = lambda: int(now() * 1e9)
        # A machine that has been up for some time, as programs expect.
        time.monotonic = time.perf_counter = lambda: 1000.0 + now() - started
        time.monotonic_ns = time.perf_counter_ns = lambda: int((1000.0 + now() - started) * 1e9)
        time.sleep = self.sleep
        time.gmtime = lambda seconds=None, /: gmtime(now() if seconds is None else seconds)
        time.localtime = lambda seconds=None, /: localtime(now() if seconds is None else seconds)
        time.ctime = lambda seconds=None, /: ctime(now() if seconds is None else seconds)
        time.asctime = lambda t=None, /: asctime(localtime(now()) if t is None else t)
        time.strftime = lambda form, t=None, /: strftime(form, localtime(now()) if t is None else t)

    def change_datetime(self, module):
        """Give the module datetime classes that tell the time of the run."""
        now, real_date, real_datetime = self.now, module.date, module.datetime

        def like(real):
            # Dates that come out of C code are of the real classes.
            class Like(type):
                def __instancecheck__(cls, instance):
                    return isinstance(instance, real)

                def __subclasscheck__(cls, other):
                    return issubclass(other, real)

            return Like

        class date(real_date, metaclass=like(real_date)):
            @classmethod
            def today(cls):
                return cls.fromtimestamp(now())

            def __repr__(self):
                return "datetime." + super().__repr__()

        class datetime(real_datetime, metaclass=like(real_datetime)):
            @classmethod
            def now(cls, tz=None):
                return cls.fromtimestamp(now(), tz)

            @classmethod
            def utcnow(cls):
                return cls.fromtimestamp(now(), module.timezone.utc).replace(tzinfo=None)

            @classmethod
            def today(cls):
                return cls.fromtimestamp(now())

            def __repr__(self):
                return "datetime." + super().__repr__()

        for name, changed in (("date", date), ("datetime", datetime)):
            changed.__module__, changed.__qualname__ = "datetime", name
            setattr(module, name, changed)


def change_session(module):
    """Give every client of botocore the endpoint.

    Newer versions know AWS_ENDPOINT_URL by themselves, but what a script names
    itself cannot be reached.
    """
    create_client = module.Session.create_client
    names = (
        "service_name", "region_name", "api_version", "use_ssl", "verify", "endpoint_url",
        "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "config",
    )

    def create(self, *args, **kwargs):
        kwargs.update(zip(names, args))
        kwargs["endpoint_url"] = os.environ["AWS_ENDPOINT_URL"]
        return create_client(self, **kwargs)

    module.Session.create_client = create


def change_http_session(module):
    """Send requests to the endpoint whose host has a prefix, such as an account."""
    send = module.URLLib3Session.send
    endpoint = module.urlparse(os.environ["AWS_ENDPOINT_URL"])

    def send_there(self, request):
        url = module.urlparse(request.url)
        request.url = url._replace(scheme=endpoint.scheme, netloc=endpoint.netloc).geturl()
        return send(self, request)

    module.URLLib3Session.send = send_there


class Changes:
    """Changes modules right after they have been imported, at no cost before."""

    def __init__(self, changes):
        self.changes = changes

    def find_spec(self, name, path=None, target=None):
        change = self.changes.get(name)
        if change is None:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                break
        else:
            return None
        execute = spec.loader.exec_module

        def execute_and_change(module):
            execute(module)
            change(module)

        spec.loader.exec_module = execute_and_change
        return spec


class Text:
    """The loader of the script, which tracebacks ask for its lines."""

    def __init__(self, text):
        self.text = text

    def get_source(self, name):
        return self.text


def limit(limits):
    """Set the limits of this process and those that it starts. They stay."""
    import resource

    for name, value in limits.items():
        kind = getattr(resource, "RLIMIT_" + name, None)
        if kind is None:
            continue
        try:
            _, hard = resource.getrlimit(kind)
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):
            pass  # not every system has every limit


def drop(user):
    """Become another user, who has no rights at all."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def extract(archive, folder):
    """Lay the files of an attachment where a script finds them."""
    os.mkdir(folder)
    if archive.endswith(".zip"):
        import zipfile

        with zipfile.ZipFile(archive) as z:
            z.extractall(folder)
        return
    import shutil

    shutil.copy(archive, folder)


def find_handler(program):
    """The function to call: of the script, or of a file of the attachment."""
    folder = os.getcwd()
    sys.path[:0] = [folder]
    if program.get("attachment"):
        extract(program["attachment"], "attachments")
        sys.path.insert(1, os.path.join(folder, "attachments"))
    name = program["handler"]
    file, dot, function = name.rpartition(".")
    if program["text"] is None or dot:
        import importlib

        module = importlib.import_module(file.replace("/", ".") or program["module"])
        return getattr(module, function)
    import types

    text = "\n" * program["skip"] + program["text"]
    module = types.ModuleType("customer_script")
    module.__file__ = os.path.join(folder, "customer_script.py")
    module.__loader__ = Text(text)
    sys.modules["customer_script"] = module
    exec(compile(text, program["name"], "exec", dont_inherit=True), module.__dict__)
    return getattr(module, name)


class Describer:
    """Makes messages of exceptions.

    Of their tracebacks it keeps the frames that are the author's, unless there are
    none; exceptions behind others that happened elsewhere are left out.
    """

    def __init__(self, name):
        self.name, self.folder = name, os.getcwd() + os.sep

    def own(self, frame):
        return frame.filename == self.name or frame.filename.startswith(self.folder)

    def describe(self, error, seen=()):
        import traceback

        every = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __driver__]
        own = [f for f in every if self.own(f)]
        if not own and seen:
            return None
        frames = own or [f for f in every if not f.filename.startswith("<frozen importlib")]
        frames = [[f.filename, f.lineno or 0, f.name, (f.line or "")[:200]] for f in frames]
        if len(frames) > 60:
            frames = frames[:30] + [["", 0, "", ""]] + frames[-30:]
        try:
            message = str(error)
        except Exception:
            message = "(its text cannot be told)"
        described = {"type": type(error).__qualname__, "message": message[:20000], "frames": frames}
        if isinstance(error, SyntaxError):
            described["message"] = error.msg
            frames.append([error.filename or "", error.lineno or 0, "", (error.text or "").strip()[:200]])
        seen = (*seen, error)
        behind = error.__cause__
        if behind is None and not error.__suppress_context__:
            behind = error.__context__
        if behind is not None and len(seen) < 8 and not any(behind is s for s in seen):
            described["behind"] = self.describe(behind, seen)
            described["cause"] = error.__cause__ is not None
        return described


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # the script has closed or replaced it


def end(control, message, fallback):
    flush()
    try:
        control.ask(message)
    except BaseException:
        control.ask(fallback)
    os._exit(0)


def main():
    control = Control()
    server = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    server.bind(("127.0.0.1", 0))
    server.listen(128)
    host, port = server.getsockname()
    control.send({"python": list(sys.version_info[:3])}, server.fileno())
    server.close()
    program = control.receive()

    if program["user"]:
        drop(program["user"])
    sys.path[:] = program["path"]
    os.environ["AWS_ENDPOINT_URL"] = f"http://{host}:{port}"
    os.environ["TZ"] = "UTC"
    time.tzset()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    builtins.exit = builtins.quit = sys.exit
    clock = Clock(control)
    clock.install()
    sys.meta_path.insert(0, Changes({
        "datetime": clock.change_datetime,
        "botocore.session": change_session,
        "botocore.httpsession": change_http_session,
    }))
    # What is needed to tell of a failure must not be spoilt by one.
    dumps, describer = json.dumps, Describer(program["name"])
    limit(program["limits"])
    try:
        handler = find_handler(program)
        text = dumps(handler(program["events"], program["context"]), allow_nan=False)
        message = {"returned": text} if len(text) <= program["largest"] else {"large": len(text)}
    except BaseException as error:
        message = {"raised": describer.describe(error)}
    end(control, message, {"raised": {"type": "RuntimeError", "message": "the result cannot be told", "frames": []}})


__driver__ = main.__code__.co_filename
main()
