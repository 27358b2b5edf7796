# A small image that runs the bot as a user of its own. Its records are in /data, where a volume belongs.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    STOCKTAKE_DATABASE_URL=sqlite:////data/stocktake.db \
    STOCKTAKE_HEARTBEAT=/tmp/stocktake.alive \
    STOCKTAKE_HTTP_HOST=0.0.0.0

WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY domain domain
COPY migrations migrations
COPY sandbox sandbox
COPY demo demo
COPY examples examples
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
RUN useradd --system --home-dir /data --create-home --shell /usr/sbin/nologin stocktake

USER stocktake
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["stocktake", "alive"]
CMD ["stocktake", "run"]
