"""A real scheduler and real workers: the same bits as in one process, whatever happens to a worker."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from geo.__main__ import main
from geo.reach import distributed
from geo.reach.chunked import Progress, Question, Reach, ReachStoppedError, reach_in_chunks
from geo.reach.decay import DECAYS
from geo.reach.distributed import ADDRESS_VARIABLE, ClusterError, cluster
from geo.reach.road_travel import RoadTravel
from geo.reach.roads import read_roads
from tests.geo.reach.cluster_processes import ROOT, ClusterProcesses
from tests.geo.reach.nation import question
from tests.geo.reach.streets import LAT, LON, grid_town


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterProcesses]:
    with ClusterProcesses(tmp_path_factory.mktemp("cluster"), workers=3) as processes:
        yield processes.wait_for_scheduler()


@pytest.fixture(scope="module")
def asked() -> Question:
    return question(120_000, 5_000)


@pytest.fixture(scope="module")
def here(asked: Question) -> Reach:
    return reach_in_chunks(asked)


def assert_same_bits(one: Reach, other: Reach) -> None:
    assert one.accessibility.per_1000.tobytes() == other.accessibility.per_1000.tobytes()
    assert one.accessibility.ratios.tobytes() == other.accessibility.ratios.tobytes()
    assert one.nearest.minutes.tobytes() == other.nearest.minutes.tobytes()
    assert np.array_equal(one.nearest.facilities, other.nearest.facilities)
    assert (one.pairs, one.chunks) == (other.pairs, other.chunks)


def after(chunks: int, act: Callable[[], object]) -> Callable[[Progress], None]:
    """Return a listener that acts once, when so many chunks of the first step are done."""

    def listen(progress: Progress) -> None:
        if (progress.step, progress.done) == ("weigh", chunks):
            act()

    return listen


def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed(
    running: ClusterProcesses, asked: Question, here: Reach, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(ADDRESS_VARIABLE, running.address)
    with cluster() as engine:
        victim = running.workers[0]
        found = reach_in_chunks(asked, engine=engine, on_progress=after(3, victim.kill))
        assert victim.wait(10) == -9
    assert found.chunks > 10
    assert_same_bits(found, here)


@pytest.fixture(scope="module")
def asked_along_roads(tmp_path_factory: pytest.TempPathFactory) -> Question:
    """Return a question whose roads no worker knows, in some twenty chunks."""
    network = read_roads(grid_town(tmp_path_factory.mktemp("roads") / "t.osm.pbf", 60))
    dice = np.random.default_rng(4)
    lon, to_lon = LON + dice.uniform(0, 0.06, 40_000), LON + dice.uniform(0, 0.06, 80)
    lat, to_lat = LAT + dice.uniform(0, 0.06, 40_000), LAT + dice.uniform(0, 0.06, 80)
    people, beds = dice.uniform(1, 900, 40_000), dice.uniform(5, 90, 80)
    travel = RoadTravel(network, "driving")
    return Question(lon, lat, people, to_lon, to_lat, beds, travel, DECAYS["gaussian"](6.0))


BUDGET_MB = 120


def test_a_cluster_goes_along_roads_to_the_same_bits_though_a_worker_is_killed(
    running: ClusterProcesses, asked_along_roads: Question
):
    here = reach_in_chunks(asked_along_roads, BUDGET_MB)
    assert here.chunks > 10
    assert here.pairs > 100_000
    with cluster(running.address) as engine:
        alive = [worker for worker in running.workers if worker.poll() is None]
        found = reach_in_chunks(asked_along_roads, BUDGET_MB, engine=engine, on_progress=after(3, alive[-1].kill))
        assert alive[-1].wait(10) == -9
        running.workers.append(running.start_worker())
    assert_same_bits(found, here)


def test_roads_that_were_lost_with_every_worker_are_made_again(tmp_path: Path, asked_along_roads: Question):
    here = reach_in_chunks(asked_along_roads, BUDGET_MB)
    with ClusterProcesses(tmp_path, workers=1) as changing:
        changing.wait_for_scheduler()

        def swap() -> None:
            changing.workers[0].kill()
            changing.workers.append(changing.start_worker())

        with cluster(changing.address) as engine:
            found = reach_in_chunks(asked_along_roads, BUDGET_MB, engine=engine, on_progress=after(3, swap))
        assert changing.workers[0].wait(10) == -9
    assert_same_bits(found, here)


def test_roads_are_sent_once_for_all_chunks(running: ClusterProcesses, asked_along_roads: Question):
    sent = []
    with cluster(running.address) as engine:
        submit = engine._client.submit
        engine._client.submit = lambda *args, **options: sent.append(args) or submit(*args, **options)
        found = reach_in_chunks(asked_along_roads, BUDGET_MB, engine=engine)
    content = asked_along_roads.travel.network.to_bytes()
    assert len(sent) == 2 * found.chunks + 1
    assert [content in arguments for arguments in sent] == [True] + [False] * (2 * found.chunks)
    assert not any(isinstance(task.travel, RoadTravel) for _, task, *_ in sent[1:])


def test_the_command_computes_along_roads_on_the_cluster(
    running: ClusterProcesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    roads_file = str(grid_town(tmp_path / "t.osm.pbf", 9))
    (tmp_path / "demand.csv").write_text(f"编号,经度,纬度,60岁及以上\na,{LON},{LAT},900\nb,{LON + 0.008},{LAT},100\n")
    (tmp_path / "homes.csv").write_text(f"名称,经度,纬度,床位\n甲院,{LON},{LAT + 0.008},30\n")
    arguments = ["reach", str(tmp_path / "demand.csv"), str(tmp_path / "homes.csv"), "--roads", roads_file, "--out"]
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    assert main([*arguments, str(tmp_path / "here.csv")]) == 0
    monkeypatch.setenv(ADDRESS_VARIABLE, running.address)
    assert main([*arguments, str(tmp_path / "there.csv")]) == 0
    said = capsys.readouterr().err
    assert f"在计算集群 {running.address} 上计算" in said and "沿路网 t.osm.pbf 驾车" in said
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_the_http_ports_of_a_cluster_listen_on_this_machine_alone_and_tell_nothing(running: ClusterProcesses):
    """As the README has it started; `--no-dashboard` alone listens on all addresses."""
    own = int(running.address.rpartition(":")[2])
    ports = [
        connection.laddr
        for process in (running.scheduler, *running.workers)
        if process.poll() is None
        for connection in psutil.Process(process.pid).net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port != own
    ]
    answers = [(at.ip, _http_status(at.port, path)) for at in ports for path in ("/health", "/info/main/workers.html")]
    assert ("127.0.0.1", 404) in answers
    assert {status for _, status in answers} <= {404, None}
    assert {ip for ip, status in answers if status} == {"127.0.0.1"}


def _http_status(port: int, path: str) -> int | None:
    """Return what an HTTP port answers; None where it is another kind of port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, http.client.HTTPException):
        return None


def test_a_cluster_can_be_stopped(running: ClusterProcesses, asked: Question):
    stop = threading.Event()
    with cluster(running.address) as engine, pytest.raises(ReachStoppedError):
        reach_in_chunks(asked, engine=engine, on_progress=after(2, stop.set), is_stopped=stop.is_set)


def test_a_worker_with_other_versions_is_refused_by_name(running: ClusterProcesses, monkeypatch: pytest.MonkeyPatch):
    ours = {**distributed.mark(), "scipy": "0.1"}
    monkeypatch.setattr(distributed, "_expected", lambda: ours)
    with (
        pytest.raises(ClusterError, match=r"工作节点 tcp://\S+ 的版本与本机不同：scipy 本机 0\.1、节点 1\."),
        cluster(running.address),
    ):
        pass


def test_all_workers_lost_is_told_after_a_while(tmp_path: Path, asked: Question):
    with ClusterProcesses(tmp_path, workers=1) as lonely:
        lonely.wait_for_scheduler()
        with cluster(lonely.address) as engine, pytest.raises(ClusterError, match="没有工作节点，计算未完成"):
            engine.workers_s = 1.0
            reach_in_chunks(asked, engine=engine, on_progress=after(1, lonely.workers[0].kill))


@pytest.mark.heavy
def test_a_lost_scheduler_is_told(tmp_path: Path, asked: Question):
    with ClusterProcesses(tmp_path, workers=1) as lonely:
        lonely.wait_for_scheduler()
        with cluster(lonely.address, connect_s=2.0) as engine, pytest.raises(ClusterError, match="连接中断"):
            reach_in_chunks(asked, engine=engine, on_progress=after(1, lonely.scheduler.kill))


@pytest.mark.heavy
def test_workers_without_the_product_or_none_at_all_are_told(tmp_path: Path):
    with ClusterProcesses(tmp_path, workers=0, knows_product=False) as strange:
        strange.wait_for_scheduler()
        with pytest.raises(ClusterError, match="1 秒内没有工作节点"), cluster(strange.address, workers_s=1.0):
            pass
        strange.workers.append(strange.start_worker())
        with pytest.raises(ClusterError, match="PYTHONPATH"), cluster(strange.address):
            pass


def test_a_scheduler_that_does_not_answer_is_told_in_time():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterError, match="1 秒内连不上"), cluster(address, connect_s=1.0):
            pass


def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    with pytest.raises(ClusterError, match=ADDRESS_VARIABLE), cluster():
        pass
    with pytest.raises(ClusterError, match="不是调度器地址"), cluster("nowhere://x", connect_s=1.0):
        pass


def test_the_engine_is_not_loaded_before_it_is_used():
    script = "import sys, geo.reach.distributed; print({'dask', 'distributed', 'scipy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
