# The program of each job in the tests of lives: `work.sh WAY SECONDS`. It writes what it does to the
# file trace, a line at a time. As long as it or a child of it is alive, it holds a lock of its run.
exec 9>> "lock-$LONGSHORE_RUN_ID"
say() { echo "$1 $LONGSHORE_RUN_ID $LONGSHORE_ATTEMPT" >> trace; }
flock -n 9 || say OVERLAP
say START
case $1 in
  plain) sleep "$2" ;;
  # Its child leaves its process group.
  stray) setsid -w sleep "$2" ;;
  # It fails the first time that it gets so far.
  once) sleep "$2"; if mkdir "failed-$LONGSHORE_RUN_ID"; then say FAIL; exit 1; fi ;;
  # It does not end when it is asked to.
  stubborn) trap '' TERM; sleep "$2" ;;
esac
say END
