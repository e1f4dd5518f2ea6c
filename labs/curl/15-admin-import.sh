#!/usr/bin/env bash
# The admin has the popular movies of TheMovieDB fetched now. What is there already stays as it is.
. "$(dirname "$0")/lib.sh"

as admin
ask '200 409' POST /movies/sync # 409: it is running anyway
ask 405 GET /movies/sync
