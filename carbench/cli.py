"""The same operations from a shell.

Exit codes: 0 done, 1 the answer is no, 2 wrong use. The window is imported only by the
commands that open one.
"""

import argparse
import locale
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from carbench import __version__, lazy
from carbench.domain.errors import BatchUnknown, BenchError
from carbench.domain.record_errors import StoreMissing, StoreThere
from carbench.operations import opening
from carbench.operations.export_batch import export_batch
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
        wrong = isinstance(refusal, StoreMissing | BatchUnknown)
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
    return parser


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
        print(export_batch(bench, batch_id=asked.batch, target=asked.out, texts=texts))
    finally:
        bench.store.close()
    return DONE
