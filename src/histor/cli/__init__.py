"""The command line: one thin file for each command, and one place where everything that goes wrong becomes a sentence.

A command's module is imported only when it is called, so that ``histor --help`` does not wait for a model.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from importlib import import_module

import click

from histor import __version__
from histor.errors import CaseError, HistorError

#: The commands in the order of ``histor --help``; each is a module here with a ``command``.
COMMANDS = (
    "read", "show", "find", "why", "merge", "split", "same", "different", "undo", "grade",
    "export", "dossier", "plot", "diff", "evaluate", "agree", "parse",
)

INTERRUPTED = 130
#: The most characters of what a command does in the list of all.
_SENTENCE = 300
#: How seldom the collector of garbage looks at what a command has made, young, older and all: a case of thousands of
#: accounts is millions of records, none of them garbage, and the process is the command's own.
_SELDOM = (50_000, 20, 100)
_CLOSED_PIPE = 1  # as click itself leaves when the next program in a pipe no longer listens


class _Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in their own order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"histor.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does as a whole sentence, over two lines if need be: click would cut it off."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_SENTENCE)) for name, one in commands if one is not None])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="histor")
def histor() -> None:
    """Read accounts of conflicts; keep who did what to whom, where, when, at what cost, and who says so.

    Nothing leaves this machine, and nothing is fetched but what you name. Exit codes are listed in docs/exit-codes.md.
    """


def main(args: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; whatever went wrong is told in one sentence."""
    gc.set_threshold(*_SELDOM)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a file's name may hold bytes that are no characters
    try:
        code = histor.main(args, prog_name="histor", standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
    except BrokenPipeError:
        _hush()
        code = _CLOSED_PIPE
    except BaseException as error:  # noqa: BLE001  the one place where every fault ends in a sentence
        code = _told(error)
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: BaseException) -> int:
    """Say what went wrong on standard error and return the exit code."""
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return _say("interrupted; what was recorded before is kept.", INTERRUPTED)
    if isinstance(error, HistorError):
        return _say(str(error), error.exit_code)
    if isinstance(error, MemoryError):
        return _say("there is not enough memory: close other programs, or split the source.", HistorError.exit_code)
    if isinstance(error, OSError):
        _hush()
        if error.errno == errno.ENOSPC:
            return _say("the disk is full: free some space, then run this again.", CaseError.exit_code)
        return _say(f"{error.filename or 'the system'}: {error.strerror or error}.", HistorError.exit_code)
    if isinstance(error, SystemExit) or os.environ.get("HISTOR_TRACEBACK"):
        raise error
    told = f"a fault of histor itself ({type(error).__name__}: {error}): report it with what HISTOR_TRACEBACK=1 shows."
    return _say(told, HistorError.exit_code)


def _say(sentence: str, code: int) -> int:
    click.echo(f"histor: {sentence}", err=True)
    return code


def _hush() -> None:
    """Give standard output another end, so that Python does not complain of the closed one as it leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
