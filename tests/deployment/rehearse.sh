#!/usr/bin/env bash
# Builds and runs the image without Docker: every RUN of the Dockerfile, as it stands there, in a root file system that
# is laid over this machine's and thrown away; then the service as the image starts it: its user, a read-only root file
# system, and the health check of the image. Needs root, Python 3.11 and pip's usual way to packages. Not part of the
# tests: it installs all libraries anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "${1:-}" = inside ] || exec unshare --mount --pid --fork --kill-child "$0" inside

layers=$(mktemp -d)
mount -t tmpfs -o size=8g tmpfs "$layers"
mkdir "$layers/changes" "$layers/work" "$layers/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/changes,workdir=$layers/work" "$layers/root"
root=$layers/root
chmod 0711 "$root/root"  # where this Python lies there, the user of the image must reach it
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
# The overlay shows the folders of this machine's root file system alone; what pip reads lies there or is mounted.
git ls-files -z | xargs -0 cp --parents --target-directory="$(mkdir -p "$root/src" && echo "$root/src")"

steps() { python3.11 - "$@" <<'PYTHON'
import sys
sys.path.insert(0, "tests/deployment")
from pathlib import Path
from dockerfile import stages
what, stage = sys.argv[1], stages(Path("Dockerfile"))[int(sys.argv[2])]
for one in stage:
    if one.word == what:
        print(one.rest if what == "RUN" else "\0".join(one.listed()), end="\n" if what == "RUN" else "\0")
PYTHON
}

for stage in 0 1; do
  while IFS= read -r step; do
    echo "RUN $step" >&2
    chroot "$root" /bin/bash -c "export PATH=\$(dirname \$(python3.11 -c 'import sys; print(sys.executable)')):\$PATH; cd /src && $step"
  done < <(steps RUN "$stage")
done

mapfile -d '' -t command < <(steps ENTRYPOINT 1; steps CMD 1)
mapfile -d '' -t health < <(steps HEALTHCHECK 1)
# What a container gets besides: its volume, with the owner that the image gives the folder, and memory to share and to write in.
owner=$(stat --format uid=%u,gid=%g,mode=%a "$root/data")
mount -t tmpfs -o "$owner" tmpfs "$root/data"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777,noexec tmpfs "$root/tmp"
mount -o remount,ro overlay "$root"
as_user() { chroot --userspec=10001:10001 "$root" env -i PATH=/opt/shirube/bin:/usr/local/bin:/usr/bin:/bin \
  SHIRUBE_HOME=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 "$@"; }
if as_user touch /opt/shirube/written 2>/dev/null; then echo 'the root file system can be written' >&2; exit 1; fi
coproc server { as_user "${command[@]}"; }
while read -r line <&"${server[0]}"; do echo "$line"; case $line in *http://*) break ;; esac; done
for _ in 1 2 3 4 5 6 7 8 9 10; do as_user "${health[@]}" 2>/dev/null && break; sleep 1; done
as_user "${health[@]}"
echo 'healthy'
kill -TERM "$server_PID"
