# Every stage stands on one base image, named by its digest; whoever renews it renews tag and digest together.
FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b AS base


# What the app imports, exactly as it is locked, and less what nothing here reads.
FROM base AS packages
# Nothing is compiled and no package's own code runs: wheels only, each with the hash that the lock names.
COPY requirements.lock /
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --only-binary :all: \
        --require-hashes --requirement /requirements.lock
WORKDIR /venv/lib/python3.11/site-packages
# Tests, C headers, type stubs, notebook widgets, second copies of a library, and Arrow's clients for Flight and S3.
# (Its other libraries need each other.) Should a newer version keep them elsewhere, the image only grows.
RUN find . -type d -name tests -prune -exec rm -r {} + \
 && find . -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.h' \) -delete \
 && rm -rf plotly/labextension plotly/package_data/widgetbundle.js pydeck/nbextension pyarrow/include pyarrow/src \
        pyarrow/libarrow*flight.so* pyarrow/libarrow_s3.so* pyarrow/libarrow*.so pyarrow/libarrow*.so.*.*.* \
 && /venv/bin/python -B -c "import pandas, plotly.io, pyarrow.dataset, pyarrow.parquet, streamlit.starlette"
# Compiled now, because nothing can be written later; not the thousands of small modules that are hardly ever loaded.
RUN python -m compileall -q -j 0 -x '/(graph_objs|altair)/' --invalidation-mode unchecked-hash .


# The list of what is inside (CycloneDX). Its maker is not locked by hash, so only its one file leaves this stage.
FROM packages AS bill
RUN python -m venv /maker \
 && /maker/bin/pip install --no-cache-dir cyclonedx-bom==7.5.0 \
 && /maker/bin/cyclonedx-py environment --output-reproducible --output-file /sbom.cdx.json /venv/bin/python


# An init: it passes signals on even while the app starts, and buries what a health check may leave behind.
FROM base AS init
# No version: Debian keeps only its newest package, and one that is gone would stop the build.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/*


FROM base AS app
COPY . /app
# Readable whatever the umask was where it was checked out.
RUN chmod -R a+rX /app \
 && python -m compileall -q --invalidation-mode unchecked-hash /app


FROM base
LABEL org.opencontainers.image.title="Softmax Lab" \
      org.opencontainers.image.description="Softmax at work, under your hand" \
      org.opencontainers.image.licenses="Apache-2.0"
# Whoever gets in finds nothing to install more with. And the base image has no byte code of Python's own library:
# a start, and every health check, would compile it anew.
RUN python -m pip uninstall --yes --root-user-action ignore pip setuptools wheel \
 && python -c "import ensurepip, pathlib, shutil; shutil.rmtree(pathlib.Path(ensurepip.__file__).parent)" \
 && python -m compileall -q -j 0 -x '/(site-packages|test|tests|lib2to3|idlelib|tkinter|turtledemo|pydoc_data)/' \
        --invalidation-mode unchecked-hash "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
COPY --from=init /usr/bin/tini /usr/bin/tini
COPY --from=packages /venv /venv
COPY --from=bill /sbom.cdx.json /sbom.cdx.json
COPY --from=app /app /app

# Nothing is ever written, so the root may be read-only: byte code is there already, and there is no home.
# Frames are computed with one BLAS thread; OpenBLAS would still start one for every core of the host.
ENV PATH=/venv/bin:$PATH \
    HOME=/nonexistent \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENBLAS_NUM_THREADS=1 \
    SOFTMAX_LAB_HANG_SECONDS=20
WORKDIR /app
USER 10001:10001
EXPOSE 8501
STOPSIGNAL SIGTERM
# http.client, because urllib would ask the proxy that a host may set for all its containers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from http.client import HTTPConnection as H; c = H('127.0.0.1', 8501, timeout=4); c.request('GET', '/_stcore/health'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["tini", "--"]
CMD ["python", "-m", "deploy.serve", "--host", "0.0.0.0", "--port", "8501"]
