"""``specquilt generate``: from sources to a client."""

from __future__ import annotations

import shlex
from argparse import Namespace

from specquilt import pipeline
from specquilt.cli import breaking, changed_names, outcome, streams
from specquilt.cli.console import Console
from specquilt.cli.jobs import jobs_of
from specquilt.cli.own_folder import with_folder
from specquilt.library.generate import make
from specquilt.openapi.finding import input_error
from specquilt.openapi.load.received import name_of
from specquilt.openapi.plural import counted
from specquilt.output import lock, staged_write
from specquilt.output.edits import EditedFilesError
from specquilt.output.tool import versions
from specquilt.project import outputs
from specquilt.project.configuration import Job
from specquilt.project.locked import published_before
from specquilt.project.run import Output
from specquilt.report.text import losses


def run(arguments: Namespace, console: Console) -> int:
    """Generate, or check, every job; 1 if a check finds a difference, or edits would be lost."""
    if arguments.watch:
        from specquilt.cli import watching

        return watching.run(arguments, console, _run_once)
    return _run_once(arguments, console)


def _run_once(arguments: Namespace, console: Console) -> int:
    run_job = _check if arguments.check else _generate_unless_edited
    jobs = [with_folder(job, arguments) for job in jobs_of(arguments)]
    return max([run_job(job, arguments, console) for job in jobs], default=0)


def _generate_unless_edited(job: Job, arguments: Namespace, console: Console) -> int:
    try:
        return _generate(job, arguments, console)
    except EditedFilesError as error:
        streams.result(error.difference)
        console.findings(error.findings)
        return 1


def _generate(job: Job, arguments: Namespace, console: Console) -> int:
    is_thorough = arguments.strict or arguments.rename
    if job.inputs and not is_thorough and lock.is_current(job.inputs):
        console.note(f"{job.name}: up to date{outcome.chosen_place(job, arguments)}")
        return 0
    saved = staged_write.recover(job.client_output) if job.client_output else []
    before, known = published_before(job), _lock_of(job)
    output = _output(job, console, reuse=True)
    written = pipeline.write(output, force=arguments.force, overwrite=arguments.overwrite)
    console.note(f"{job.name}: {_summary(output)}")
    changed_names.mention(job.name, before, output.surface.published, console)
    breaking.mention(job, known, console)
    saved += written.saved if written else []
    for line in outcome.lines(output.job, written, saved, is_first=not known.files):
        console.note(f"{job.name}: {line}")
    return 0


def _summary(output: Output) -> str:
    lines = sum(text.count("\n") for text in output.files.values())
    parts = ((len(output.operations), "operation"), (len(output.files), "file"), (lines, "line"))
    return ", ".join([*(counted(*part) for part in parts), *losses(output.findings)])


def _work(output: Output) -> str:
    """Return what a run has read, fixed and made."""
    read = lock.parse(output.files.get(lock.LOCK, "").encode()).inputs
    fixed = sum(each.repaired for each in output.findings)
    words = (
        [f"{counted(len(read), 'input')} read", f"{counted(fixed, 'finding')} fixed"]
        if read
        else []
    )
    return ", ".join([*words, _summary(output)])


def _check(job: Job, arguments: Namespace, console: Console) -> int:
    """Generate everything again and compare: nothing in the checked folder is reused."""
    output = _output(job, console, reuse=False)
    difference = outputs.difference(output)
    if not difference:
        console.note(f"{job.name}: {_work(output)}")
        console.note(f"{job.name}: up to date")
        return 0
    names = (published_before(job), output.surface.published)
    changed_names.mention_methods(job.name, *names, console)
    breaking.mention(job, _lock_of(job), console)
    streams.result(difference)
    command = _command(job, arguments)
    console.note(f"{job.name}: out of date{_other_versions(job)}. To update, run: {command}")
    return 1


def _output(job: Job, console: Console, *, reuse: bool) -> Output:
    if job.client_output is None and job.document_output is None:
        advice = "add --output DIR, or [client] output to specquilt.toml"
        raise input_error("conflicting-options", "no output folder is given", help=advice)
    output = make(job, console.progress, reuse=reuse)
    console.done()
    console.findings(output.findings)
    _mention_unused_schemas(output, console)
    return output


def _mention_unused_schemas(output: Output, console: Console) -> None:
    unused = [each for each in output.findings if each.rule == "unused-component"]
    count = sum(each.pointer[:2] == ("components", "schemas") for each in unused)
    if count and not console.verbose and output.job.models != "all":
        schemas = f"{counted(count, 'schema')} without a model: no operation uses"
        console.note(f"{output.job.name}: {schemas} {'it' if count == 1 else 'them'} (--verbose)")


def _other_versions(job: Job) -> str:
    """Return which versions wrote the output, if others are installed now."""
    before, now = _lock_of(job).versions, versions()
    changes = [
        f"{name} {before[name]}, now {now.get(name)}"
        for name in before
        if before[name] != now.get(name)
    ]
    return f" (written with {'; '.join(changes)})" if changes else ""


def _lock_of(job: Job) -> lock.Lock:
    """Return the lock of the run before; an empty one if there is none."""
    return lock.read(str(job.client_output)) if job.client_output else lock.Lock()


def _command(job: Job, arguments: Namespace) -> str:
    words = ["specquilt", "generate"]
    if job.config:
        words += ["--config", job.config.as_posix()]
    else:
        words += [name_of(path) for path in job.pages]
        words += [f"--supplement={name_of(path)}" for path in job.supplements]
        words += [f"--output={job.client_output.as_posix()}"] if job.client_output else []
        words += [f"--package={job.package_name}"] if job.package_name else []
    words += ["--strict"] if arguments.strict else []
    if job.narrowed:
        words += [f"--include={pattern}" for pattern in job.narrowed.include]
        words += [f"--exclude={pattern}" for pattern in job.narrowed.exclude]
    return shlex.join(words)
