#!/usr/bin/env bash
# Reads a million mutated wallet files (or $1 files): of this program, of the original, and with mutated contents under the
# right password. Each run has another seed, which it prints: bench/store-mutations.sh [FILES]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TatumKms.Wallets.Tests --configuration Release --nologo --verbosity quiet
TATUM_KMS_MUTATIONS="$((${1:-1000000} / 3 + 1))" dotnet run --no-build --configuration Release --project tests/TatumKms.Wallets.Tests -- \
  -method '*AMutatedFile_*' -showliveoutput
