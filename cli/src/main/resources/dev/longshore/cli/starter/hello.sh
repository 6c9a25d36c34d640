#!/bin/sh
# What a task can see of its run. Its output is the attempt's log.
set -eu

echo "Hello, $1!"
echo "This is attempt $LONGSHORE_ATTEMPT of run $LONGSHORE_RUN_ID, on $LONGSHORE_CAPACITY capacity."

# What is kept in this folder is there for the next attempt, if this one is interrupted.
echo "attempt $LONGSHORE_ATTEMPT was here" >> "$LONGSHORE_CHECKPOINT/attempts.txt"
