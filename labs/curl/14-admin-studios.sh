#!/usr/bin/env bash
# The admin adds a studio.
. "$(dirname "$0")/lib.sh"

as admin
studio="{\"name\": \"Studio $(date +%s)-$$\", \"seat_rows\": 5, \"seats_per_row\": 6}"
ask 201 POST /studios "$studio"
ask 200 GET "/studios/$(field id)"
ask 409 POST /studios "$studio"
ask 422 POST /studios '{"name": "Too High", "seat_rows": 27, "seats_per_row": 6}'
