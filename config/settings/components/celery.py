"""CELERY_BROKER_URL: a folder of files that needs no server, Redis, or RabbitMQ.

A message is only a nudge (docs/adr): the ``Job`` row is the work, so messages are acknowledged early, results are not
kept, and a broker that loses messages costs time and nothing else.
"""

from datetime import timedelta

from celery.schedules import crontab

from config.env import VAR, integer, text, url

_url = url("CELERY_BROKER_URL", "filesystem://localhost", schemes={"filesystem", "redis", "rediss", "amqp", "amqps"})

CELERY_BROKER_URL = text("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
if _url.scheme == "filesystem":
    CELERY_BROKER_TRANSPORT = "core.jobs.file_broker:Transport"
    _folder = VAR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_folder / "queue"),
        "data_folder_out": str(_folder / "queue"),
        "control_folder": str(_folder / "control"),
        "processed_folder": str(_folder / "processed"),
        "store_processed": False,
        # Seconds between two looks into an empty folder. A worker that has just taken a message waits as long for the next.
        "polling_interval": 0.1,
    }
    for _name in ("queue", "control"):
        (_folder / _name).mkdir(parents=True, exist_ok=True)
elif _url.scheme in {"redis", "rediss"}:
    # Seconds. A page that starts a job must not wait long for a broker that is gone: the sweep sends again.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 60, "socket_keepalive": True}

CELERY_TASK_DEFAULT_QUEUE = text("CELERY_QUEUE", "sijawara")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]

# Seconds. The sweep re-sends work whose message was lost or whose worker died.
JOB_SWEEP_SECONDS = integer("JOB_SWEEP_SECONDS", 60, minimum=1)
# Seconds a worker may hold a job before another may take it; renewed at each progress report.
JOB_LEASE_SECONDS = integer("JOB_LEASE_SECONDS", 120, minimum=1)
# Where a kill test stops the process; empty outside tests.
JOB_FAULT_POINT = text("SIJAWARA_FAULT_POINT")

CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "core.sweep_jobs", "schedule": timedelta(seconds=JOB_SWEEP_SECONDS)},
    "publish-scheduled": {"task": "core.publish_scheduled", "schedule": timedelta(minutes=1)},
    # The first of these that finds the system up makes the day's job.
    "remind-of-reviews": {"task": "core.remind_of_reviews", "schedule": crontab(minute="15", hour="6-18")},
    "remind-participants": {"task": "lms.remind_participants", "schedule": crontab(minute="0", hour="7-18")},
    "forget-missed-queries": {"task": "core.forget_missed_queries", "schedule": crontab(hour=2, minute=40)},
    # Places from which catalogues come; each says itself when it is to be looked into.
    "check-sources": {"task": "elibrary.check_sources", "schedule": timedelta(minutes=1)},
    # What was read from catalogues that nobody applied.
    "sweep-catalogue-records": {"task": "elibrary.sweep_catalogue_records", "schedule": crontab(hour=3, minute=20)},
    # Seats that were offered and not taken, queues of classes that take nobody any more, reminders of offers.
    "sweep-waiting": {"task": "lms.sweep_waiting", "schedule": timedelta(minutes=5)},
    # Tests whose time is over while nobody looks.
    "sweep-attempts": {"task": "lms.sweep_attempts", "schedule": timedelta(minutes=5)},
    # What participants asked since the last time, in one message a teacher.
    "tell-of-questions": {"task": "lms.tell_of_questions", "schedule": crontab(minute="5")},
    # Files of publishers that nobody went on sending.
    "sweep-uploads": {"task": "elibrary.sweep_uploads", "schedule": crontab(minute="35")},
    # Licences of outside platforms whose last day is over.
    "titles-of-the-day": {"task": "elibrary.titles_of_the_day", "schedule": crontab(hour=0, minute=10)},
    # Copies of data that expired, erasures that are late, addresses of people who left.
    "sweep-personal-data": {"task": "lms.sweep_personal_data", "schedule": timedelta(hours=1)},
}
