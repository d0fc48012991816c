#!/usr/bin/env bash
# Makes what a release consists of: an archive with a single executable for each runtime, the .NET tool, a list of
# components (CycloneDX) and SHA256SUMS.
#
#   deploy/release.sh [--output FOLDER] [RUNTIME...]
#
# Without a runtime all of them are tried, and those whose runtime pack cannot be had are left out with a sentence. A runtime that
# is named must be made, else the exit code is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

all_runtimes=(linux-x64 linux-arm64 osx-arm64 win-x64)
output=artifacts/release
named=()
while [ $# -gt 0 ]; do
  case "$1" in
    --output) output=${2:?--output needs a folder}; shift 2 ;;
    -*) echo "release.sh: $1 is no option. Usage: release.sh [--output FOLDER] [RUNTIME...]" >&2; exit 2 ;;
    *) named+=("$1"); shift ;;
  esac
done
runtimes=("${named[@]}")
[ ${#named[@]} -gt 0 ] || runtimes=("${all_runtimes[@]}")

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(dotnet msbuild src/TatumKms.Cli -getProperty:Version)
# The same commit gives the same archives: times of files are that of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
mkdir -p "$output"
output=$(cd "$output" && pwd)
work=$(mktemp -d)
tar -cf "$work/locks.tar" src/*/packages.lock.json
trap 'restore_locks; rm -rf "$work"' EXIT

# Runtimes that the lock files do not know are added to them for the time of a build; the versions of packages stay.
restore_locks() { tar -xf "$work/locks.tar"; }

publish() { # runtime, folder
  local locked=(-p:RestoreLockedMode=true)
  grep -q "\"net10.0/$1\"" src/TatumKms.Cli/packages.lock.json || locked=(-p:RestoreLockedMode=false "-p:RuntimeIdentifiers=$1")
  dotnet publish src/TatumKms.Cli --configuration Release --runtime "$1" --output "$2" --nologo \
    -p:Standalone=true -p:ContinuousIntegrationBuild=true "${locked[@]}" >"$work/log" 2>&1
}

archive() { # runtime, folder with the publication
  local name="tatum-kms-$version-$1" program=tatum-kms
  [ "${1%%-*}" = win ] && program=tatum-kms.exe
  mkdir "$work/$name"
  cp "$2/$program" LICENSE README.md "$work/$name/"
  [ "${1%%-*}" = linux ] && cp deploy/tatum-kms.service "$work/$name/"
  chmod -R u=rwX,go=rX "$work/$name"
  chmod 755 "$work/$name/$program"
  tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -c "$name" | gzip -n -9 >"$output/$name.tar.gz"
  made+=("$name.tar.gz")
}

made=() failed=() last=
for runtime in "${runtimes[@]}"; do
  published=true
  publish "$runtime" "$work/$runtime" || published=false
  restore_locks
  if "$published"; then
    archive "$runtime" "$work/$runtime"
    last=$runtime
    echo "made ${made[-1]}"
  elif grep -q 'NU1101' "$work/log"; then
    echo "left out $runtime: its runtime pack is not in the package sources of NuGet.config" >&2
    failed+=("$runtime")
  else
    cat "$work/log" >&2
    echo "release.sh: $runtime could not be published; its log is above" >&2
    exit 1
  fi
done
if [ -z "$last" ] || { [ ${#named[@]} -gt 0 ] && [ ${#failed[@]} -gt 0 ]; }; then
  echo "release.sh: not made: ${failed[*]}" >&2
  exit 1
fi

# Before the tool is packed, which writes another runtimeconfig in the same place.
components="tatum-kms-$version.cdx.json"
dotnet run deploy/sbom.cs -- "$version" "$SOURCE_DATE_EPOCH" "artifacts/bin/TatumKms.Cli/release_$last/tatum-kms.runtimeconfig.json" >"$output/$components"
made+=("$components")

dotnet pack src/TatumKms.Cli --configuration Release --output "$work/tool" --nologo \
  -p:ContinuousIntegrationBuild=true -p:RestoreLockedMode=true >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
for package in "$work"/tool/*.nupkg; do
  cp "$package" "$output/"
  made+=("${package##*/}")
done

(cd "$output" && sha256sum "${made[@]}" >SHA256SUMS)
echo "made ${#made[@]} files and SHA256SUMS in $output"
