# Longshore's reaper, for the life $1 and the process groups $2... that run already. Its standard
# input says which others run ("12") and have ended ("-12"). That input ends when the process that
# writes it is dead, however it died. Then the reaper ends the groups that still run, and whatever
# has the mark of that life in its environment. Descriptor 3 is the lock that the next life waits
# for; to exit is to let go of it.

# Ctrl-C, a closed terminal and a service's stop reach our writer too, and we outlive it to tidy up.
trap '' HUP INT QUIT TERM PIPE

life=$1
shift
ask_passes=30   # of some 65 ms: 2 s to end after SIGTERM
kill_passes=100 # with SIGKILL; what is not gone after these cannot be killed
quiet_needed=2  # passes that find nothing: what is just being started shows no environment yet

# A variable for each group: to find one of a thousand in a list would take milliseconds.
for group; do
  export "group_$group="
done
while read -r told; do
  case $told in
    -*) unset "group_${told#-}" ;;
    bye) quiet_needed=1 ;; # our writer ends in good order: nothing is just being started
    *) export "group_$told=" ;;
  esac
done
groups=$(
  export -p | while read -r line; do
    case $line in *group_[0-9]*) line=${line#*group_} && echo "${line%%[!0-9]*}" ;; esac
  done
)

# Those of the groups in which a process lives. A zombie does not, and some systems keep them long.
living() {
  set -- $groups
  [ $# -gt 0 ] || return
  if [ -r /proc/self/stat ]; then
    # In stat, behind the name in parentheses: state, parent, group.
    grep -hsE "\) [^ZX] [0-9]+ ($(IFS='|' && echo "$*")) " /proc/[0-9]*/stat |
      while read -r stat; do
        set -- ${stat##*) }
        echo "$3"
      done
  else
    for group in $groups; do
      kill -s 0 -- "-$group" && echo "$group"
    done
  fi
}

# The processes with the mark that are in none of the groups.
strays() {
  if [ -r /proc/self/environ ]; then
    for file in $(grep -lsF "LONGSHORE_LIFE=$life" /proc/[0-9]*/environ); do
      process=${file#/proc/}
      process=${process%/environ}
      read -r stat <"/proc/$process/stat" || continue
      set -- ${stat##*) }
      case $groups in *" $3 "*) ;; *) echo "$process" ;; esac
    done
  else
    ps -axwwE -o pid= -o pgid= -o command= | while read -r process group rest; do
      case $rest in *"LONGSHORE_LIFE=$life"*) ;; *) continue ;; esac
      case $groups in *" $group "*) ;; *) echo "$process" ;; esac
    done
  fi
}

# Sends a signal to all that is left, but asks nobody twice. False if nothing is left.
pass() {
  left=' '
  for group in $(living); do
    case $left in *" $group "*) ;; *) left="$left$group " ;; esac
  done
  groups=$left
  targets="$(for group in $groups; do echo "-$group"; done) $(strays)"
  for target in $targets; do
    [ "$1" = TERM ] && case $asked in *" $target "*) continue ;; esac
    asked="$asked$target "
    kill -s "$1" -- "$target"
  done
  [ "$targets" != ' ' ]
}

asked=' '
passes=0
quiet=0
while [ "$passes" -lt $((ask_passes + kill_passes)) ]; do
  signal=TERM
  [ "$passes" -ge "$ask_passes" ] && signal=KILL
  if pass "$signal"; then quiet=0; else quiet=$((quiet + 1)); fi
  [ "$quiet" -ge "$quiet_needed" ] && exit
  sleep 0.05 || sleep 1
  passes=$((passes + 1))
done
