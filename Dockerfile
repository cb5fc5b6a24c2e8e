# Two stages: build one wheel, then install it and its pinned dependencies without a compiler or a shell history.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY rules rules
COPY schemas schemas
COPY app.yml app.yml
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data onesitting
COPY requirements.txt /tmp/requirements.txt
COPY --from=build /wheels /tmp/wheels
RUN pip install --no-cache-dir --no-deps --require-hashes --only-binary :all: -r /tmp/requirements.txt \
    && pip install --no-cache-dir --no-deps /tmp/wheels/*.whl \
    && rm -r /tmp/wheels /tmp/requirements.txt
USER 10001
WORKDIR /data
VOLUME /data
ENV HOST=0.0.0.0 PORT=8080 ONESITTING_HOME=/data PYTHONUNBUFFERED=1
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/livez', timeout=4)"]
ENTRYPOINT ["onesitting"]
CMD ["serve"]
