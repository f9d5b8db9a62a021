#!/bin/sh
# manage.py with the environment and the user of the services: `deploy/manage.sh check --deploy`. Needs root.
set -eu
if [ -t 0 ]; then terminal=--pty; else terminal=--pipe; fi
exec systemd-run --quiet --wait --collect "$terminal" --uid=sijawara --gid=sijawara \
    --property=EnvironmentFile=/etc/si-jawara/env \
    --property=UMask=0027 \
    --working-directory=/opt/si-jawara \
    --setenv=DJANGO_SETTINGS_MODULE=config.settings.production \
    --setenv=SIJAWARA_VAR=/var/lib/si-jawara \
    /opt/si-jawara/.venv/bin/python manage.py "$@"
