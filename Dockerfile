# The image holds models, documents and page: when it runs it reaches for nothing.
FROM python:3.11-slim AS build
# Where pip takes torch from: name the index of its CPU builds, or pip takes the GPU build, gigabytes of it.
ARG TORCH_INDEX=""
WORKDIR /src
RUN python -m venv /opt/shirube
RUN /opt/shirube/bin/pip install --no-cache-dir ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} torch==2.13.0
COPY deploy/requirements.lock deploy/requirements.lock
RUN /opt/shirube/bin/pip install --no-cache-dir --require-hashes --requirement deploy/requirements.lock
COPY . .
RUN /opt/shirube/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin shirube \
    && install --directory --owner shirube --group shirube --mode 0700 /data
COPY --from=build /opt/shirube /opt/shirube
ENV PATH=/opt/shirube/bin:/usr/local/bin:/usr/bin:/bin \
    SHIRUBE_HOME=/data \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["shirube"]
CMD ["serve", "--host", "0.0.0.0", "--trusted-host", "localhost"]
