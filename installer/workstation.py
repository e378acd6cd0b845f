"""Set this checkout up, then run carbench or its tests. Nothing but Python is needed beforehand.

python3 installer/workstation.py demo [ARGUMENTS]   runs: carbench demo [ARGUMENTS]
python3 installer/workstation.py run [ARGUMENTS]    runs: carbench [ARGUMENTS]
python3 installer/workstation.py test [ARGUMENTS]   runs: pytest -n 2 [ARGUMENTS]
python3 installer/workstation.py setup [--test]     only sets up

Ends with 2 if something must be installed by hand first, else as the program that was run.
"""

# Written so that Python 3.6 can still read it: an old Python must be able to say that it is too old.

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
VENV = CHECKOUT / ".venv"
STAMP = VENV / "carbench-setup"
UNFINISHED = "unfinished"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
PACKAGES = HERE / "debian-packages.txt"

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")

# -P: a folder that happens to be called pytest or carbench where the person stands is not what they meant.
CARBENCH = ("-P", "-m", "carbench")
PYTEST = ("-P", "-m", "pytest")
HOLDS_PIP = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
# True only if the interpreter, its packages and the link to this checkout are all there. Without the link carbench is
# still found, as a bare folder in which hatchling put copies of forms/ and resources/; that has no origin.
FINDS_CARBENCH = "import importlib.util, sys; sys.exit(not getattr(importlib.util.find_spec('carbench'), 'origin', 0))"


def say(sentence: str) -> None:
    """Tell the person; standard output belongs to the program that is run afterwards."""
    print(sentence, file=sys.stderr, flush=True)


def give_up(sentence: str, code: int) -> NoReturn:
    """Say why it cannot go on, and end."""
    say(sentence)
    raise SystemExit(code)


def move_to_newer_python() -> NoReturn:
    """Start this script again with a Python that is new enough."""
    found = [path for path in map(shutil.which, NEWER) if path]
    here = "{}.{}".format(*sys.version_info)
    needed = f"carbench needs Python 3.11 or newer, and this is Python {here}"
    if not found:
        give_up(f"{needed}; none of {', '.join(NEWER)} is on PATH.", 2)
    say(f"{needed}; going on with {found[0]}.")
    raise SystemExit(subprocess.call([found[0], *sys.argv]))


def base_python() -> str:
    """Name the Python outside any environment: the one inside .venv cannot rebuild .venv."""
    return getattr(sys, "_base_executable", "") or sys.executable


def can_make_venv() -> bool:
    """Say whether this Python can make an environment with pip in it; Debian keeps that in a package of its own."""
    # It may have been installed a moment ago.
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def listed(*, test: bool) -> "list[list[str]]":
    """Read the lines that must be met: the names a package has on the releases, then its library if it is one."""
    always, _, for_tests = PACKAGES.read_text(encoding="utf-8").partition("\n# test\n")
    text = always + "\n" + for_tests if test else always
    return [line.split("#") for line in text.splitlines() if line.partition("#")[0].strip()]


def wanted_packages(*, test: bool) -> "list[list[str]]":
    """List the packages, each as its names on the releases."""
    wanted = [[name.strip() for name in line[0].split("|")] for line in listed(test=test)]
    if not can_make_venv() and not ready(test=test):
        wanted.append(["python{}.{}-venv".format(*sys.version_info)])
    return wanted


def missing_packages(*, test: bool) -> "list[list[str]]":
    """Ask dpkg which packages are not installed under any of their names."""
    wanted = wanted_packages(test=test)
    names = [name for alternatives in wanted for name in alternatives]
    # dpkg-query fails as soon as one name is unknown, and still answers for the others.
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\n", *names]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[1] for line in answer.splitlines() if line.startswith("installed ")}
    return [alternatives for alternatives in wanted if not installed.intersection(alternatives)]


def offered(alternatives: "list[str]") -> str:
    """Choose the name that this release knows; the first if apt has no lists yet."""
    for name in alternatives:
        show = ["apt-cache", "show", "--no-all-versions", name]
        # apt-cache also succeeds for a name that is only provided by others, and then prints nothing.
        if subprocess.run(show, capture_output=True, text=True, check=False).stdout.strip():
            return name
    return alternatives[0]


def as_root() -> "list[str] | None":
    """Say what must stand before a command so that it runs as root, or None if it may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0:
        return sudo
    return None


def ask_for(missing: "list[list[str]]") -> NoReturn:
    """Name the packages that are missing and the one command that installs them."""
    names = " ".join(offered(alternatives) for alternatives in missing)
    command = f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {names}"
    give_up(f"These Debian packages are missing: {names}\nInstall them, then start this again:\n  {command}", 2)


def apt_get(root: "list[str]", *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run apt-get without questions; a workstation's own nightly update may hold the lock for a while."""
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    return run_quietly([*command, *arguments])


def install_packages(*, test: bool) -> None:
    """Install the Debian packages that are missing, and touch nothing if none is."""
    missing = missing_packages(test=test)
    if not missing:
        return
    root = as_root()
    if root is None:
        ask_for(missing)
    say(f"Installing {len(missing)} Debian packages.")
    # A third party's list that cannot be read must not stop this: what counts is whether the packages arrive.
    apt_get(root, "update")
    names = [offered(alternatives) for alternatives in missing]
    outcome = apt_get(root, "install", "--yes", "--no-install-recommends", *names)
    still_missing = missing_packages(test=test)
    if still_missing:
        say(outcome.stdout)
        ask_for(still_missing)


def loads(library: str) -> bool:
    """Try whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def name_missing_libraries(*, test: bool) -> None:
    """Say which shared libraries are missing where there is no dpkg, and go on: a name may differ there."""
    libraries = [line[1].strip() for line in listed(test=test) if ".so" in line[-1]]
    missing = [library for library in libraries if not loads(library)]
    if missing:
        say(f"This is not Debian, so install what brings these libraries: {', '.join(missing)}. Going on without them.")


def prepare_system(*, test: bool) -> None:
    """See to what pip cannot bring; the packages for Windows bring everything."""
    if shutil.which("dpkg-query"):
        install_packages(test=test)
    elif not WINDOWS and not ready(test=test):
        name_missing_libraries(test=test)


def lock_file(*, test: bool) -> Path:
    """Name the lock that the environment is made from."""
    return HERE / ("lock-test.txt" if test else "lock.txt")


def digest(*, test: bool) -> str:
    """Sum up what the environment depends on: the lock, how the project is built, and where it stands."""
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").partition("\n[tool.")[0]
    locked = lock_file(test=test).read_text(encoding="utf-8")
    return hashlib.sha256("\0".join([locked, project, str(CHECKOUT)]).encode()).hexdigest()


def stamp() -> str:
    """Read how far set-up came: "" if .venv is not there or not of this script."""
    return STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""


def answers(question: str) -> bool:
    """Ask the environment's interpreter something that it answers by its exit code."""
    try:
        return subprocess.run([PYTHON, "-I", "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ready(*, test: bool) -> bool:
    """Say whether the environment is whole; one made for the tests also runs the program."""
    enough = [digest(test=True)] if test else [digest(test=False), digest(test=True)]
    return stamp() in enough and answers(FINDS_CARBENCH)


def may_be_kept() -> bool:
    """Say whether the environment can be added to: made for the program alone, or by hand."""
    return stamp() in ("", digest(test=False)) and answers(HOLDS_PIP)


def run_quietly(command: "list[str | Path]") -> "subprocess.CompletedProcess[str]":
    """Run a command, keeping all it says for the case that it fails."""
    return subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def must(command: "list[str | Path]", aim: str) -> None:
    """Run a command of the set-up; if it fails, show what it said."""
    outcome = run_quietly(command)
    if outcome.returncode:
        give_up(f"{outcome.stdout}\n{aim} failed; what it said stands above.", 1)


def pip_install(*arguments: "str | Path") -> "list[str | Path]":
    """Compose a pip command for the environment: the lock decides, so pip resolves nothing and asks nothing."""
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-deps"]
    return [PYTHON, "-m", "pip", "install", *options, *arguments]


def make_venv() -> None:
    """Make an empty environment in place of what stands there."""
    if stamp() == UNFINISHED:
        say("The last set-up did not come to its end; it starts again.")
    if not can_make_venv():
        give_up("This Python has no venv and ensurepip; install the package of your system that brings them.", 2)
    say("Making the environment .venv with Python {}.{}.{}.".format(*sys.version_info))
    # The interpreter goes first: what is left if this is interrupted must not pass for an environment.
    shutil.rmtree(PYTHON.parent, ignore_errors=True)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    must([base_python(), "-m", "venv", VENV], "Making .venv")


def fill_venv(*, test: bool) -> None:
    """Install the locked packages and this checkout; the stamp comes last, so a killed set-up is seen."""
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    lock = lock_file(test=test)
    say(f"Installing the packages of installer/{lock.name}; the first time this takes a few minutes.")
    must(pip_install("--require-hashes", "--only-binary=:all:", "-r", lock), "Installing the packages")
    say("Installing carbench from this checkout.")
    must(pip_install("--no-build-isolation", "-e", CHECKOUT), "Installing carbench")
    STAMP.write_text(digest(test=test), encoding="utf-8")


def set_up(*, test: bool) -> None:
    """Make sure that everything is there; at once if it is."""
    prepare_system(test=test)
    if ready(test=test):
        return
    if not may_be_kept():
        make_venv()
    fill_venv(test=test)


def become(*arguments: str) -> NoReturn:
    """Go over into the program, which then ends with its own exit code."""
    command = [str(PYTHON), *arguments]
    if WINDOWS:
        # There exec returns to the shell at once while the program still runs.
        raise SystemExit(subprocess.call(command))
    os.execv(command[0], command)  # noqa: S606 -- no shell is wanted


def run_tests(arguments: "list[str]") -> NoReturn:
    """Run the tests, on two cores unless something else is asked for."""
    chosen = any(argument.startswith(("-n", "--numprocesses")) for argument in arguments)
    os.chdir(CHECKOUT)
    become(*PYTEST, *([] if chosen else ["-n", "2"]), *arguments)


def main(arguments: "list[str]") -> None:
    """Do one of the four things."""
    task, rest = (arguments or ["help"])[0], arguments[1:]
    if task not in ("demo", "run", "test", "setup") or (task == "setup" and rest not in ([], ["--test"])):
        give_up(__doc__, 2)
    try:
        set_up(test=task == "test" or (task == "setup" and bool(rest)))
    except PermissionError as refused:
        give_up(f"This account may not write {refused.filename}; start this as the owner of the checkout.", 2)
    if task == "setup":
        say("Set-up is complete.")
    elif task == "test":
        run_tests(rest)
    else:
        become(*CARBENCH, *(["demo", *rest] if task == "demo" else rest))


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        move_to_newer_python()
    main(sys.argv[1:])
