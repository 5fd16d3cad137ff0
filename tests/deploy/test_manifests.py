"""Replicas: Compose and Kubernetes run the image as it is meant to be run, and the proxy passes on what it should."""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from door import Limits
from tests import nginx
from tests.deploy.test_image import DOCKERFILE, environment, instructions
from tests.servers import HOUSE, free_port

COMPOSE = Path(sys.executable).with_name("docker-compose")
MANIFESTS = HOUSE / "deploy" / "kubernetes"
PROXY = HOUSE / "deploy" / "nginx"
NGINX = nginx.executable()
KUBERNETES = "1.37"
PORT = int(instructions(DOCKERFILE, "EXPOSE")[0])
USER, GROUP = map(int, instructions(DOCKERFILE, "USER")[0].split(":"))
HEALTH = "/_stcore/health"

needs_nginx = pytest.mark.skipif(not NGINX, reason=nginx.MISSING)


def compose(text, *arguments):
    """Return what Compose itself makes of a file."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SOFTMAX_LAB_", "COMPOSE_"))}
    command = [COMPOSE, "--file", "-", "--project-directory", HOUSE / "deploy", "config", *arguments]
    return subprocess.run(command, input=text, env=ours, capture_output=True, text=True, timeout=30)


@pytest.fixture(scope="module")
def services():
    """Return the services of Compose, with everything that is merged and filled in."""
    done = compose((HOUSE / "deploy" / "compose.yaml").read_text("utf-8"), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["services"]


@pytest.fixture(scope="module")
def manifests():
    """Return the manifests by their kind."""
    found = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(MANIFESTS.glob("*.yaml"))]
    return {manifest["kind"]: manifest for manifest in found}


@pytest.fixture(scope="module")
def pod(manifests):
    """Return the pod of the deployment."""
    return manifests["Deployment"]["spec"]["template"]["spec"]


@pytest.fixture(scope="module")
def container(pod):
    """Return its one container."""
    (only,) = pod["containers"]
    return only


def test_compose_accepts_its_file_and_refuses_a_wrong_one(services):
    assert set(services) == {"app", "proxy"}
    refused = compose("services: {app: {image: softmax-lab, read_onlyy: true}}", "--quiet")
    assert refused.returncode != 0
    assert "read_onlyy" in refused.stderr


@pytest.mark.parametrize("path", sorted(MANIFESTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_manifest_is_what_kubernetes_expects(path):
    manifest = yaml.safe_load(path.read_text("utf-8"))
    if manifest["kind"] == "Kustomization":  # kubectl's own, and in no schema of the cluster's
        assert {path.name, *manifest["resources"]} == {other.name for other in MANIFESTS.glob("*.yaml")}
        return
    kubernetes_validate.validate(manifest, KUBERNETES, strict=True)
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifest | {"spek": {}}, KUBERNETES, strict=True)


def test_every_image_but_ours_is_named_by_its_digest(services, manifests, container):
    assert services["app"]["build"]["context"] == str(HOUSE)
    assert services["app"]["image"] == container["image"] == manifests["Kustomization"]["images"][0]["name"]
    assert re.search(r"@sha256:[0-9a-f]{64}$", services["proxy"]["image"])


def test_compose_takes_away_what_nobody_needs(services):
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
        assert service["ulimits"]["nofile"] >= 8192
        assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])
        assert {"max-size", "max-file"} <= set(service["logging"]["options"])
    assert "user" not in services["app"]  # the image's
    assert services["proxy"]["user"] != "0:0"


def test_only_the_proxy_of_compose_is_reached_from_outside(services):
    assert services["app"]["deploy"]["replicas"] >= 2
    assert set(services["app"]["networks"]) == {"inside"}
    assert "ports" not in services["app"]
    assert services["proxy"]["depends_on"]["app"]["condition"] == "service_healthy"
    (published,) = services["proxy"]["ports"]
    assert f"listen {published['target']};" in (PROXY / "nginx.conf").read_text("utf-8")
    assert re.search(rf"(?m)^server app:{PORT} ", (PROXY / "replicas.conf").read_text("utf-8"))


def test_kubernetes_takes_away_what_nobody_needs(pod, container):
    assert pod["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": USER,
        "runAsGroup": GROUP,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(container["resources"]) == {"requests", "limits"}
    assert pod["automountServiceAccountToken"] is False
    # Or the service of that name would become settings like SOFTMAX_LAB_PORT, and the app would not start.
    assert pod["enableServiceLinks"] is False


def test_kubernetes_asks_where_the_image_answers(manifests, container):
    assert container["ports"] == [{"name": "http", "containerPort": PORT}]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": HEALTH, "port": "http"}
    assert HEALTH in instructions(DOCKERFILE, "HEALTHCHECK")[0]
    assert manifests["Service"]["spec"]["ports"][0]["targetPort"] == "http"
    assert manifests["NetworkPolicy"]["spec"]["ingress"][0]["ports"] == [{"port": PORT}]
    assert manifests["NetworkPolicy"]["spec"]["egress"] == []


def test_kubernetes_keeps_two_replicas_and_means_the_same_pods_everywhere(manifests):
    spec = manifests["Deployment"]["spec"]
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"] == labels
    assert manifests["Service"]["spec"]["selector"] == labels
    assert manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "softmax-lab"
    assert manifests["HorizontalPodAutoscaler"]["spec"]["minReplicas"] >= 2
    assert "replicas" not in spec


def test_compose_and_kubernetes_give_the_app_the_same_settings_and_it_knows_them(services, container):
    theirs = services["app"]["environment"]
    others = {setting["name"]: setting.get("value", "") for setting in container["env"]}
    assert theirs == others
    assert theirs["SOFTMAX_LAB_HANG_SECONDS"] == environment()["SOFTMAX_LAB_HANG_SECONDS"]
    assert Limits.read(theirs) == Limits(hang_seconds=Limits.read(environment()).hang_seconds)


def test_the_watchdog_bites_before_kubernetes_does(container):
    probe = container["livenessProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] > Limits.read(environment()).hang_seconds


def test_proxy_and_ingress_use_one_cookie(manifests):
    annotations = manifests["Ingress"]["metadata"]["annotations"]
    name = annotations["nginx.ingress.kubernetes.io/session-cookie-name"]
    assert f"$cookie_{name}" in (PROXY / "nginx.conf").read_text("utf-8")


def put(folder, port, replicas):
    """Put the proxy's configuration into a folder, for other places than Compose's."""
    text = (PROXY / "nginx.conf").read_text("utf-8")
    (folder / "nginx.conf").write_text(text.replace("listen 8080;", f"listen 127.0.0.1:{port};"), "utf-8")
    servers = [f"server 127.0.0.1:{replica} max_fails=0;\n" for replica in replicas]
    (folder / "replicas.conf").write_text("".join(servers), "utf-8")
    return [NGINX, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


@needs_nginx
def test_nginx_accepts_its_configuration_and_refuses_a_wrong_one(tmp_path):
    command = put(tmp_path, free_port(), [free_port()])
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stderr
    (tmp_path / "replicas.conf").write_text("serverr app;", "utf-8")
    assert subprocess.run([*command, "-t"], capture_output=True, timeout=30).returncode != 0


class Replica(BaseHTTPRequestHandler):
    """Says who it is, and what it was asked."""

    def do_GET(self):
        status = self.server.status
        answer = json.dumps({"port": self.server.server_port, "headers": dict(self.headers)}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def replicas():
    """Serve as two replicas."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Replica) for _ in range(2)]
    for server in servers:
        server.status = 200
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield {server.server_port: server for server in servers}
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ask(replicas, tmp_path):
    """Return a function that asks the replicas through the proxy."""
    port = free_port()

    def get(**headers):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer), answer.headers["Set-Cookie"]

    with subprocess.Popen(put(tmp_path, port, replicas), stderr=subprocess.DEVNULL) as nginx:
        try:
            end = time.monotonic() + 10
            while time.monotonic() < end:
                with contextlib.suppress(urllib.error.URLError):
                    get()
                    break
                time.sleep(0.02)
            yield get
        finally:
            nginx.terminate()


@needs_nginx
def test_a_cookie_keeps_a_browser_at_one_replica(ask, replicas):
    _, cookie = ask()
    cookie = cookie.split(";")[0]
    there = {ask(Cookie=cookie)[0]["port"] for _ in range(8)}
    assert len(there) == 1
    assert ask(Cookie=cookie)[1] is None
    assert {ask()[0]["port"] for _ in range(40)} == set(replicas)
    # "consistent" would not do: it tells replicas apart by name, and those of Compose share one.
    assert "hash $seat;" in (PROXY / "nginx.conf").read_text("utf-8")


@needs_nginx
def test_a_replica_that_is_full_or_away_is_passed_over(ask, replicas):
    cookie = ask()[1].split(";")[0]
    first = ask(Cookie=cookie)[0]["port"]
    (other,) = set(replicas) - {first}
    replicas[first].status = 503
    assert ask(Cookie=cookie)[0]["port"] == other
    replicas[first].status = 200
    assert ask(Cookie=cookie)[0]["port"] == first
    replicas[first].shutdown()
    replicas[first].server_close()
    started = time.monotonic()
    assert [ask(Cookie=cookie)[0]["port"] for _ in range(5)] == [other] * 5
    assert time.monotonic() - started < 2


@needs_nginx
def test_where_a_reader_comes_from_is_the_proxys_word_alone(ask):
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example", "Forwarded": "for=203.0.113.9"}
    seen = {name.lower(): value for name, value in ask(**forged, Host="lab.example:8501")[0]["headers"].items()}
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "http"
    assert seen["host"] == "lab.example:8501"
    assert "forwarded" not in seen
    assert "x-forwarded-host" not in seen
