#!/usr/bin/env bash
# The admin imports the popular movies of TheMovieDB now. Movies that did not change stay as they are.
. "$(dirname "$0")/lib.sh"

as admin
ask '200 409' POST /movies/sync # 409: an import is running already
ask 405 GET /movies/sync
