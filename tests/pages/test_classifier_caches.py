"""What the classifier lesson keeps: counted in bytes, without views of larger arrays or contents of files."""

import gc
import threading
from dataclasses import replace

import numpy as np
import pytest

from datasets import MAX_FEATURES, MAX_ROWS
from pages.classifier import data, training
from pages.classifier.cost import SECONDS_OF_FILE, expected_seconds
from pages.classifier.state import State
from stage import Edit, UploadedFile
from stage.websocket_transport import QUICK_SECONDS


def largest_file(seed=0):
    """Return the file of the most rows and columns."""
    numbers = np.random.default_rng(seed).integers(0, 10, (MAX_ROWS, MAX_FEATURES))
    names = ",".join(f"x{index}" for index in range(MAX_FEATURES))
    rows = "\n".join(",".join(map(str, row)) + f",{'pqr'[index % 3]}" for index, row in enumerate(numbers))
    return UploadedFile.received("own.csv", f"{names},y\n{rows}\n".encode())


@pytest.fixture(scope="module")
def large():
    return State(data="own", file=largest_file(), features="sines", steps=20)


@pytest.fixture(autouse=True)
def empty_caches():
    training.train.cache_clear()
    data.load.cache_clear()
    data.read_upload.cache_clear()
    data.columns_of_upload.cache_clear()


def arrays(root):
    """Return every array that an object reaches, not through classes and modules; of views, what they are views of."""
    seen, found, due = set(), [], [root]
    while due:
        item = due.pop()
        if id(item) in seen or isinstance(item, type) or type(item).__name__ in ("module", "function"):
            continue
        seen.add(id(item))
        if isinstance(item, np.ndarray):
            found.append(item if item.base is None else item.base)
        due += gc.get_referents(item)
    return {id(array): array for array in found}.values()


def test_a_cached_run_keeps_no_more_than_it_counts(large):
    run = training.run_of(large)
    kept = sum(array.nbytes for array in arrays(run))
    assert kept <= run.nbytes
    assert kept > 0.9 * run.nbytes, "nothing is counted that is not there"
    assert run.features().nbytes > 3 * run.nbytes, "the features are not kept"


def test_what_is_kept_of_many_runs_stays_within_the_budget(large):
    for seed in range(12):
        training.run_of(replace(large, features="linear", seed=seed))
    cache = training.train.cache
    assert 2 < len(cache) < 12
    assert sum(run.nbytes for run in cache.values()) <= cache.currsize <= training.MAX_RUN_BYTES


def test_runs_of_usual_size_are_kept_for_many_readers():
    states = [State(seed=seed) for seed in range(40)]
    runs = [training.run_of(state) for state in states]
    assert [training.run_of(state) for state in states] == runs
    assert all(training.run_of(state) is run for state, run in zip(states, runs, strict=True))


def test_the_largest_run_fits_into_the_cache(large):
    state = replace(large, features="linear", steps=2000)
    assert training.run_of(state) is training.run_of(state)


def test_tables_are_kept_within_their_budget_and_columns_for_all(large):
    for seed in range(4):
        data.load(data.source_of(replace(large, file=largest_file(seed))))
        data.columns_of_upload(largest_file(seed))
    assert 0 < len(data.read_upload.cache) < 4
    assert data.read_upload.cache.currsize <= data.MAX_TABLE_BYTES
    assert data.load.cache.currsize <= data.MAX_DATA_BYTES
    assert len(data.columns_of_upload.cache) == 4


def test_no_cache_keeps_the_content_of_a_file(large):
    training.run_of(large)
    data.columns_of_upload(large.file)
    tables = [file for file, _ in [*data.read_upload.cache, *data.columns_of_upload.cache]]
    keys = [*training.train.cache, *data.load.cache, *tables]
    files = [getattr(getattr(key, "source", key), "file", key) for key in keys]
    assert len(files) == 4
    assert [file.content for file in files] == [None] * 4
    assert [file for file in files if file != large.file] == []


def test_a_run_that_several_ask_for_at_once_is_computed_once(monkeypatch):
    computed = []
    untouched = training.core.train

    def counted(*arguments, **options):
        computed.append(arguments)
        return untouched(*arguments, **options)

    monkeypatch.setattr(training.core, "train", counted)
    state, runs = State(seed=77, steps=2000), []
    threads = [threading.Thread(target=lambda: runs.append(training.run_of(state))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(computed) == 1
    assert len({id(run) for run in runs}) == 1


def test_a_cached_run_waits_for_no_other(monkeypatch):
    kept, started, released = State(seed=1), threading.Event(), threading.Event()
    training.run_of(kept)
    untouched = training.core.train

    def held(*arguments, **options):
        started.set()
        assert released.wait(30)
        return untouched(*arguments, **options)

    monkeypatch.setattr(training.core, "train", held)
    strangers = [threading.Thread(target=training.run_of, args=[State(seed=seed)]) for seed in range(50, 66)]
    for thread in strangers:
        thread.start()
    assert started.wait(30)
    assert training.run_of(kept) is training.run_of(kept)
    released.set()
    for thread in strangers:
        thread.join()


QUICK = [State(), State(step=50), State(data="xor", features="quadratic"), State(data="iris", steps=100)]
SLOW = [
    State(steps=2000, features="fourier"),
    State(data="penguins", optimizer="newton", features="sines", steps=500),
    State(data="moons", optimizer="newton", batch_size="32", steps=100),  # most of its steps are halved many times
]


@pytest.mark.parametrize("state", QUICK)
def test_usual_frames_are_expected_to_be_quick(state):
    assert 0 < expected_seconds(state) <= QUICK_SECONDS


@pytest.mark.parametrize("state", SLOW)
def test_a_long_training_is_expected_to_be_slow_until_its_run_is_cached(state):
    assert expected_seconds(state) > QUICK_SECONDS
    training.run_of(state)
    assert expected_seconds(replace(state, step=9)) <= QUICK_SECONDS


def test_a_frame_with_many_boundaries_is_expected_to_be_slow_although_its_run_is_cached():
    ten_classes = tuple(Edit(None, x=0.1 * label, y=0.2 * label, label=label) for label in range(10))
    state = State(data="drawn", points=ten_classes, features="fourier", steps=10)
    training.run_of(state)
    assert expected_seconds(replace(state, features="linear")) <= QUICK_SECONDS < expected_seconds(state)


def test_a_run_without_points_is_expected_to_be_quick():
    assert expected_seconds(State(data="drawn", features="fourier", optimizer="newton", steps=2000)) <= QUICK_SECONDS


def test_frames_of_a_large_file_are_expected_to_be_slow_even_when_it_is_trained(large):
    assert expected_seconds(large) == pytest.approx(SECONDS_OF_FILE, rel=0.1)
    data.load(data.source_of(large))
    untrained = expected_seconds(large)
    training.run_of(large)
    assert QUICK_SECONDS < expected_seconds(large) < untrained


def test_no_file_is_read_to_expect_the_cost_of_a_frame(large, monkeypatch):
    data.load(data.source_of(large))
    monkeypatch.setattr("pages.classifier.cost.load", None)  # the cache may have dropped it just before
    assert expected_seconds(large) > QUICK_SECONDS


def test_a_pinned_run_is_expected_to_cost_as_much_as_the_other():
    pinned = replace(QUICK[0], pin="seed=5&steps=2000&features=fourier")
    assert expected_seconds(pinned) > QUICK_SECONDS


def test_nothing_is_expected_of_a_file_that_was_not_sent():
    assert expected_seconds(State(data="own", file=UploadedFile("a.csv", "0" * 32))) <= QUICK_SECONDS
