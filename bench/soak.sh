#!/usr/bin/env bash
# Lets the published executable sign 10,000 transactions (or $1) of all 22 chains while three answers of ten go wrong and the process is
# killed three times; prints what became of them, the time, and the memory of the daemon: bench/soak.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet publish src/TatumKms.Cli --configuration Release --nologo --verbosity quiet --output artifacts/soak
dotnet build tests/TatumKms.EndToEnd.Tests --configuration Release --nologo --verbosity quiet
TATUM_KMS_SOAK="${1:-10000}" TATUM_KMS_EXECUTABLE="$PWD/artifacts/soak/tatum-kms" \
  dotnet run --no-build --configuration Release --project tests/TatumKms.EndToEnd.Tests -- \
  -class TatumKms.EndToEnd.Tests.Soak.SoakTests -showliveoutput
