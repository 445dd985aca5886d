# syntax=docker/dockerfile:1
# Two stages: the first has compilers' work and npm, the second what runs and nothing else.
ARG PYTHON=3.13-slim-bookworm

FROM python:${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src

# What changes least comes first, so that a change of the code installs nothing anew.
COPY requirements/runtime.lock requirements/build.lock requirements/
RUN python -m venv /opt/legation \
 && /opt/legation/bin/pip install --require-hashes -r requirements/runtime.lock \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes -r requirements/build.lock
ENV PATH=/opt/build/bin:$PATH

COPY api/page/package.json api/page/package-lock.json api/page/
RUN npm --prefix api/page ci --ignore-scripts --no-audit --no-fund

COPY pyproject.toml README.md LICENSE ./
COPY ontology ontology
COPY data data
COPY graph graph
COPY api api
RUN npm --prefix api/page run build \
 && pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/legation/bin/pip install --no-deps --no-index /wheels/*.whl

FROM python:${PYTHON}
RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin legation \
 && install --directory --owner=legation --group=legation --mode=0750 /data
COPY --from=build /opt/legation /opt/legation
ENV PATH=/opt/legation/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LEGATION_HOST=0.0.0.0 \
    LEGATION_PORT=8000 \
    LEGATION_STORE=/data/store \
    LEGATION_TOKENS=/data/tokens.json \
    SQLITE_TMPDIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['LEGATION_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["legation"]
CMD ["serve"]
