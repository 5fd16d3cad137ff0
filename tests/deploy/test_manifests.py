"""Manifests: Compose and Kubernetes run the image with the settings and restrictions that are intended."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from server import Settings
from tests.deploy.test_image import DOCKERFILE, environment, instructions
from tests.server.environment import settings_from
from tests.servers import ROOT

COMPOSE = Path(sys.executable).with_name("docker-compose")
MANIFESTS = ROOT / "deploy" / "kubernetes"
NGINX = ROOT / "deploy" / "nginx"
KUBERNETES = "1.37"
PORT = int(instructions(DOCKERFILE, "EXPOSE")[-1])
USER, GROUP = map(int, instructions(DOCKERFILE, "USER")[-1].split(":"))
HEALTH = "/_stcore/health"


def compose(text, *arguments):
    """Return the result of Compose's own parser for a file."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SOFTMAX_LAB_", "COMPOSE_"))
    }
    command = [COMPOSE, "--file", "-", "--project-directory", ROOT / "deploy", "config", *arguments]
    return subprocess.run(command, input=text, env=environment, capture_output=True, text=True, timeout=30)


@pytest.fixture(scope="module")
def services():
    """Return the services of Compose, with everything merged and filled in."""
    done = compose((ROOT / "deploy" / "compose.yaml").read_text("utf-8"), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["services"]


def test_the_app_believes_the_network_that_only_it_and_the_proxy_are_in(services):
    text = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    networks = json.loads(compose(text, "--format", "json").stdout)["networks"]
    assert networks["inside"]["internal"]
    (pool,) = networks["inside"]["ipam"]["config"]
    assert services["app"]["environment"]["FORWARDED_ALLOW_IPS"] == pool["subnet"]


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
    """Return the one container of the pod."""
    (only,) = pod["containers"]
    return only


def test_compose_accepts_its_file_and_refuses_a_wrong_one(services):
    assert set(services) == {"app", "proxy"}
    refused = compose("services: {app: {image: softmax-lab, read_onlyy: true}}", "--quiet")
    assert refused.returncode != 0
    assert "read_onlyy" in refused.stderr


@pytest.mark.parametrize("path", sorted(MANIFESTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_manifest_is_valid_for_kubernetes(path):
    manifest = yaml.safe_load(path.read_text("utf-8"))
    if manifest["kind"] == "Kustomization":  # read by kubectl only, so it is in no schema of the cluster
        assert {path.name, *manifest["resources"]} == {other.name for other in MANIFESTS.glob("*.yaml")}
        return
    kubernetes_validate.validate(manifest, KUBERNETES, strict=True)
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifest | {"spek": {}}, KUBERNETES, strict=True)


def test_both_images_are_built_from_the_dockerfile(services, manifests, container):
    stages = [rest.split()[-1] for rest in instructions(DOCKERFILE, "FROM")]
    for name, service in services.items():
        assert (service["build"]["context"], service["build"]["target"]) == (str(ROOT), name)
    assert stages[-1] == "app", "what is built without a target"
    assert "proxy" in stages
    assert services["app"]["image"] == container["image"] == manifests["Kustomization"]["images"][0]["name"]


def test_compose_removes_privileges_and_limits_resources(services):
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
        assert service["ulimits"]["nofile"] >= 8192
        assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])
        assert {"max-size", "max-file"} <= set(service["logging"]["options"])
        assert "user" not in service  # set by the image
    assert "0:0" not in instructions(DOCKERFILE, "USER")


def test_only_the_proxy_of_compose_is_reached_from_outside(services):
    assert services["app"]["deploy"]["replicas"] >= 2
    assert set(services["app"]["networks"]) == {"inside"}
    assert "ports" not in services["app"]
    assert services["proxy"]["depends_on"]["app"]["condition"] == "service_healthy"
    (published,) = services["proxy"]["ports"]
    assert f"listen {published['target']};" in (NGINX / "nginx.conf").read_text("utf-8")
    assert re.search(rf"(?m)^server app:{PORT} ", (NGINX / "replicas.conf").read_text("utf-8"))


def test_kubernetes_removes_privileges_and_limits_resources(pod, container):
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
    # Otherwise the service becomes settings like SOFTMAX_LAB_PORT, and the app does not start.
    assert pod["enableServiceLinks"] is False


def test_kubernetes_probes_the_port_and_path_at_which_the_image_answers(manifests, container):
    assert container["ports"] == [{"name": "http", "containerPort": PORT}]
    paths = {"startupProbe": HEALTH, "readinessProbe": "/ready", "livenessProbe": HEALTH}
    for probe, path in paths.items():
        assert container[probe]["httpGet"] == {"path": path, "port": "http"}
    assert HEALTH in instructions(DOCKERFILE, "HEALTHCHECK")[0]
    assert manifests["Service"]["spec"]["ports"][0]["targetPort"] == "http"
    assert manifests["NetworkPolicy"]["spec"]["ingress"][0]["ports"] == [{"port": PORT}]
    assert manifests["NetworkPolicy"]["spec"]["egress"] == []


def test_kubernetes_keeps_two_replicas_and_selects_the_same_pods_everywhere(manifests):
    spec = manifests["Deployment"]["spec"]
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"] == labels
    assert manifests["Service"]["spec"]["selector"] == labels
    assert manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "softmax-lab"
    assert manifests["HorizontalPodAutoscaler"]["spec"]["minReplicas"] >= 2
    assert "replicas" not in spec


def test_compose_and_kubernetes_set_the_same_settings_and_the_app_accepts_them(services, container):
    compose_settings = services["app"]["environment"]
    kubernetes_settings = {setting["name"]: setting.get("value", "") for setting in container["env"]}
    networks = [settings.pop("FORWARDED_ALLOW_IPS") for settings in (compose_settings, kubernetes_settings)]
    assert all(settings_from({"FORWARDED_ALLOW_IPS": network}) for network in networks)
    assert compose_settings == kubernetes_settings
    assert compose_settings["SOFTMAX_LAB_HANG_SECONDS"] == environment()["SOFTMAX_LAB_HANG_SECONDS"]
    assert settings_from(compose_settings) == Settings(hang_seconds=settings_from(environment()).hang_seconds)


def test_the_watchdog_ends_a_process_before_kubernetes_does(container):
    probe = container["livenessProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] > settings_from(environment()).hang_seconds


def test_proxy_and_ingress_use_one_cookie(manifests):
    annotations = manifests["Ingress"]["metadata"]["annotations"]
    name = annotations["nginx.ingress.kubernetes.io/session-cookie-name"]
    assert f"$cookie_{name}" in (NGINX / "nginx.conf").read_text("utf-8")
