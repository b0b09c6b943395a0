# The web server, the worker and the clock are one image with three commands; see docker-compose.yml.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home --home-dir /data --shell /usr/sbin/nologin welfareplans

WORKDIR /app
COPY pyproject.toml requirements.txt ./
# What runs, without the tools of its makers, at the versions that were tested.
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > /tmp/wanted.txt \
    && pip install --quiet -r /tmp/wanted.txt -c requirements.txt
COPY . .
RUN python -m welfareplans.catalogues compile \
    && SECRET_KEY=only-while-building DATABASE_URL=postgres://nobody@localhost/none \
        python manage.py collectstatic --noinput --verbosity 0

USER welfareplans
ENV DJANGO_SETTINGS_MODULE=welfareplans.settings WELFAREPLANS_HOME=/data BIND=0.0.0.0:8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "welfareplans.health"]
CMD ["gunicorn", "-c", "python:welfareplans.gunicorn_settings", "welfareplans.wsgi"]
