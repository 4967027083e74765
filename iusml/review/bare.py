"""What every app of the review has: static files, and plain pages for what goes wrong."""

from importlib import resources

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Lifespan

from iusml.review.desk import problems


def bare_app(lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """An app without rooms yet."""
    app = FastAPI(title="iusml", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    static = resources.files("iusml.review").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    problems.install(app)
    return app
