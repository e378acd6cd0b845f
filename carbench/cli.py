"""The same operations from a shell.

Exit codes: 0 done, 1 the answer is no, 2 wrong use. The window is imported only by the
commands that open one.
"""

import argparse
import io
import json
import locale
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from carbench import __version__, lazy
from carbench.domain.challenge_errors import WRONG_FILE
from carbench.domain.errors import BatchUnknown, BenchError
from carbench.domain.record_errors import StoreMissing, StoreThere
from carbench.operations import opening
from carbench.operations.challenges.asked import NAMES
from carbench.paths import default_store
from carbench.texts import LANGUAGES, Texts, texts_in

DONE, NO, WRONG_USE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says wrong use in the person's language and exits 2."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and how it goes."""
        self.print_usage(sys.stderr)
        print(self.texts.say("cli.wrong_use", message=message), file=sys.stderr)
        raise SystemExit(WRONG_USE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    texts = texts_in(_language())
    asked = _parser(texts).parse_args(arguments)
    texts = texts_in(asked.language or texts.language)
    command: Callable[[argparse.Namespace, Texts], int] = asked.command
    try:
        return command(asked, texts)
    except BenchError as refusal:
        print(texts.say(refusal), file=sys.stderr)
        if command in (_window, _demo):
            _app().refuse_to_open(texts.say(refusal), texts.say("cli.close"))
        wrong = command is _rehearse or isinstance(refusal, (StoreMissing, BatchUnknown, *WRONG_FILE))
        return WRONG_USE if wrong else NO


def _language() -> str:
    """Take the system's language where it is one of ours."""
    found = (locale.getlocale()[0] or "en")[:2].lower()
    return found if found in LANGUAGES else "en"


def _parser(texts: Texts) -> argparse.ArgumentParser:
    _Parser.texts = texts
    say = texts.say
    parser = _Parser(prog="carbench", description=say("cli.about"))
    parser.add_argument("--version", action="version", version=f"carbench {__version__}")
    parser.add_argument("--store", type=Path, default=None, metavar="DIR", help=say("cli.store"))
    parser.add_argument("--language", choices=LANGUAGES, default=None, help=say("cli.language"))
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    demo = commands.add_parser("demo", help=say("cli.demo"), description=say("cli.demo"))
    demo.add_argument("--out", type=Path, default=Path("carbench-demo"), metavar="DIR", help=say("cli.out"))
    demo.set_defaults(command=_demo)
    verify = commands.add_parser("verify", help=say("cli.verify"), description=say("cli.verify"))
    what = verify.add_subparsers(metavar="WHAT", required=True, parser_class=_Parser)
    store = what.add_parser("store", help=say("cli.verify_store"), description=say("cli.verify_store"))
    store.add_argument("path", type=Path, metavar="PATH", help=say("cli.store"))
    store.set_defaults(command=_verify)
    export = commands.add_parser("export", help=say("cli.export"), description=say("cli.export"))
    export.add_argument("batch", metavar="BATCH", help=say("cli.batch"))
    export.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=say("cli.out"))
    export.add_argument("--store", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=say("cli.store"))
    export.set_defaults(command=_export)
    _asks_the_domain(commands, say)
    _rehearses(commands, say)
    return parser


def _asks_the_domain(commands: Any, say: Callable[[str], str]) -> None:  # noqa: ANN401 - argparse does not name it
    """Add the commands behind which there is no store."""
    challenge = commands.add_parser("challenge", help=say("challenge.about"), description=say("challenge.about"))
    challenge.add_argument("kind", metavar="KIND", help=say("challenge.kind") + ", ".join(NAMES))
    challenge.add_argument("file", metavar="FILE", help=say("challenge.file"))
    challenge.add_argument("--json", action="store_true", help=say("challenge.json"))
    challenge.set_defaults(command=_challenge)
    identified = commands.add_parser("identify", help=say("identify.about"), description=say("identify.about"))
    identified.add_argument("code", metavar="CODE", help=say("identify.code"))
    identified.add_argument("--json", action="store_true", help=say("challenge.json"))
    identified.set_defaults(command=_identify)


def _rehearses(commands: Any, say: Callable[[str], str]) -> None:  # noqa: ANN401 - argparse does not name it
    rehearse = commands.add_parser("rehearse", help=say("rehearse.about"), description=say("rehearse.about"))
    rehearse.add_argument("cases", type=Path, nargs="+", metavar="CASE", help=say("rehearse.case"))
    rehearse.add_argument("--out", type=Path, default=None, metavar="DIR", help=say("rehearse.out"))
    rehearse.add_argument("--json", action="store_true", help=say("rehearse.json"))
    rehearse.set_defaults(command=_rehearse)


def _app() -> Any:  # noqa: ANN401 - a module
    """Load the window late: verify and export need none of it."""
    return import_module("carbench.app")


def _window(asked: argparse.Namespace, texts: Texts) -> int:
    folder: Path = asked.store or default_store()
    bench = opening.open_bench(folder) if opening.there(folder) else opening.new_bench(folder)
    bench.language = asked.language or texts.language
    return int(_app().run(bench))


def _demo(asked: argparse.Namespace, texts: Texts) -> int:
    out: Path = asked.out
    folder = out / "store"
    app = _app()
    if opening.there(folder):
        if app.offscreen():
            raise StoreThere(path=str(folder))
        return int(app.run(opening.open_bench(folder)))
    print(texts.say("cli.filling", path=folder))
    bench = lazy.loaded(lazy.FILLS, "demonstration")(folder, language=texts.language)
    if not app.offscreen():
        return int(app.run(bench))
    for path in app.demonstration_day(bench, out):
        print(path)
    print(texts.say("cli.played", path=out))
    return DONE


def _verify(asked: argparse.Namespace, texts: Texts) -> int:
    found = opening.verify_store(asked.path)
    for problem in found.problems:
        print(texts.say(f"verify.{problem.kind}", about=problem.about))
    key = "verify.holds" if found.holds else "verify.broken"
    print(texts.say(key, entries=found.entries, kept=found.kept, leaf=found.head_leaf))
    if found.demonstration:
        print(texts.say("verify.demonstration"))
    return DONE if found.holds else NO


def _export(asked: argparse.Namespace, texts: Texts) -> int:
    bench = opening.reading_bench(asked.store or default_store())
    try:
        written = import_module("carbench.operations.export_batch")
        print(written.export_batch(bench, batch_id=asked.batch, target=asked.out, texts=texts))
    finally:
        bench.store.close()
    return DONE


def _answers(name: str) -> Any:  # noqa: ANN401 - a module
    """Load the rules' answers late: the window needs none of them to start."""
    return import_module(f"carbench.operations.challenges.{name}")


def _challenge(asked: argparse.Namespace, texts: Texts) -> int:
    put, told = _answers("put"), _answers("told")
    kind = put.kind_named(asked.kind)
    answers, counts = put.put(kind, put.read_challenge(asked.file, kind)), put.Counts()
    as_json = told.in_json(kind, answers, counts=counts, texts=texts)
    _print_each(as_json if asked.json else told.in_lines(answers, counts=counts, texts=texts))
    return NO if counts.differing else DONE


def _print_each(lines: Iterable[str]) -> None:
    """Print lines as they come, on any terminal, until nobody reads them any more."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(WRONG_USE) from None


def _identify(asked: argparse.Namespace, texts: Texts) -> int:
    if asked.json:
        found = _answers("told").identified_in_json(asked.code, texts)
        print(json.dumps(found))
        return NO if found["refused"] else DONE
    read = import_module("carbench.domain.frames").identify(asked.code)
    print(texts.say("identify.frame", frame=read.frame))
    for name, value in read.parts:
        print(texts.say("identify.part", name=name, value=value))
    return DONE


def _rehearse(asked: argparse.Namespace, texts: Texts) -> int:
    """Play cases; loaded late, because a rehearsal draws certificates."""
    rehearsal = import_module("carbench.operations.rehearsal.folder")
    found = rehearsal.Rehearsal()
    saying = rehearsal.in_json if asked.json else rehearsal.in_text
    _print_each(saying(asked.cases, texts, found=found, out=asked.out))
    for path, why in found.broken:
        print(texts.say("rehearse.broken", file=path.name, sentence=texts.say(why)), file=sys.stderr)
    if found.broken:
        return WRONG_USE
    return DONE if found.as_expected else NO
