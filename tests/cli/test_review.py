"""`audit review` before it serves: what is missing or taken is told at once."""

from __future__ import annotations

import socket
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from auditor.cli.desk import open_when_ready
from auditor.cli.main import group
from tests_shared.audits import ordinary
from tests_shared.stores import keep

pytest.importorskip("uvicorn", reason="needs the extra [web]")


@pytest.mark.parametrize("command", ["review", "serve", "desk"])
def test_a_port_in_use_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    keep(tmp_path / "reports" / "audit.sqlite", ordinary())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(group, [command, "--port", port])

    assert result.exit_code == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in result.output
    assert "--port 0" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--run", "7"], "there is no run 7"), (["--store", "nowhere"], "there is no store")],
)
def test_nothing_is_served_without_its_run(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    keep(tmp_path / "audit.sqlite", ordinary())
    result = CliRunner().invoke(group, ["review", "--store", str(tmp_path), *arguments])

    assert result.exit_code == 2
    assert message in result.output


def test_a_host_that_is_none_of_this_machine_is_told() -> None:
    result = CliRunner().invoke(group, ["serve", "--host", "no.such.host.invalid"])

    assert result.exit_code == 2
    assert "is no address of this machine" in result.output


def test_no_two_servers_want_the_same_port() -> None:
    commands = [
        group.get_command(click.Context(group), name) for name in ("review", "serve", "desk")
    ]
    ports = [
        option.default
        for command in commands
        for option in (command.params if command else ())
        if option.name == "port"
    ]

    assert len(set(ports)) == len(ports) == 3


@pytest.mark.parametrize(("started", "opened"), [(True, ["http://here/"]), (False, [])])
def test_the_browser_is_opened_once_the_desk_can_answer(
    monkeypatch: pytest.MonkeyPatch, *, started: bool, opened: list[str]
) -> None:
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", addresses.append)
    open_when_ready(SimpleNamespace(started=started, should_exit=not started), "http://here/")

    assert addresses == opened
