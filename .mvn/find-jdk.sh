# Sourced by mvnw and start: exports the JAVA_HOME of a JDK 25, or says how to get one and exits.
# POSIX sh, and fit for callers that run with `set -euf` (errors, unset variables, no globbing).

# True if $1 is the home of a JDK (not only a JRE) of version 25.
is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -Eq '^JAVA_VERSION="25([^0-9]|$)' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | grep -Eq 'version "25([^0-9]|$)'
  fi
}

# The home of the java on the PATH, through all its links; nothing if there is none.
java_home_on_path() {
  java_found=$(command -v java 2>/dev/null) || return 0
  while [ -L "$java_found" ]; do
    java_target=$(readlink "$java_found")
    case $java_target in
      /*) java_found=$java_target ;;
      *) java_found=$(dirname "$java_found")/$java_target ;;
    esac
  done
  dirname "$(dirname "$java_found")"
}

find_jdk_25() {
  for jdk_home in "${JAVA_HOME-}" "$(java_home_on_path)"; do
    if is_jdk_25 "$jdk_home"; then
      printf '%s\n' "$jdk_home"
      return
    fi
  done
  # A subshell, so that the caller's globbing stays as it was.
  (
    set +f
    for jdk_home in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* /opt/*jdk*; do
      if is_jdk_25 "$jdk_home"; then
        printf '%s\n' "$jdk_home"
        break
      fi
    done
  )
}

JAVA_HOME=$(find_jdk_25)
if [ -z "$JAVA_HOME" ]; then
  echo "This needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual folders." >&2
  echo "Install Temurin 25 from your package manager, or with SDKMAN: sdk install java 25-tem" >&2
  exit 1
fi
export JAVA_HOME
