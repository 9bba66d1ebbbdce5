# syntax=docker/dockerfile:1
# The service in one image: pages, REST API, widget and the worker beside them. docs/deployment.md says how it is run.
#   docker build --tag overlooked .

ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS build
# torch for the CPU alone: a tenth of the download with CUDA. Empty takes what PyPI has.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/overlooked
WORKDIR /src
# A layer of its own for the largest dependency, so that a change of ours does not fetch it again.
COPY constraints.txt ./
RUN /opt/overlooked/bin/pip install --constraint constraints.txt ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} torch
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY parsers parsers
COPY embeddings embeddings
COPY service service
RUN /opt/overlooked/bin/pip wheel --no-deps --wheel-dir /wheels . \
 && /opt/overlooked/bin/pip install --constraint constraints.txt ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} \
    "$(echo /wheels/overlooked-*.whl)[ocr]"

FROM python:${PYTHON}-slim
# The model comes with the packages; nothing is fetched while it runs, and nothing is written outside /data and /tmp.
ENV PATH=/opt/overlooked/bin:$PATH HF_HUB_OFFLINE=1 HOME=/tmp OVERLOOKED_DATA=/data \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN groupadd --system --gid 10001 overlooked \
 && useradd --system --uid 10001 --gid overlooked --home-dir /tmp --shell /usr/sbin/nologin overlooked \
 && install --directory --owner overlooked --group overlooked --mode 0700 /data
COPY --from=build /opt/overlooked /opt/overlooked
USER 10001:10001
WORKDIR /tmp
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# A process that lives answers at once; loading the model takes some seconds at the start.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["overlooked"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
