// Asks cquisitor-lib whether a signed Cardano transaction is valid: the ledger's rules of phase 1 (balance, fee, least ADA, witnesses, time to
// live) and every signature.
//   node verify-cardano.mjs RAW '[{"txHash":"…","outputIndex":0,"address":"addr_test1…","lovelace":10000000}]'      what the inputs spend
// Prints {"accepted":…,"reason":…}.
import cquisitor from '@cardananium/cquisitor-lib';

// The parameters of the network as they are since Conway.
const protocolParameters = {
  adaPerUtxoByte: 4310, collateralPercentage: 150, costModels: { plutusV1: [], plutusV2: [], plutusV3: [] }, drepDeposit: 500000000,
  executionPrices: { memPrice: { numerator: 577, denominator: 10000 }, stepPrice: { numerator: 721, denominator: 10000000 } },
  governanceActionDeposit: 100000000000, maxBlockBodySize: 90112, maxBlockExecutionUnits: { mem: 62000000, steps: 20000000000 },
  maxBlockHeaderSize: 1100, maxCollateralInputs: 3, maxEpochForPoolRetirement: 18, maxTransactionSize: 16384,
  maxTxExecutionUnits: { mem: 14000000, steps: 10000000000 }, maxValueSize: 5000, minFeeCoefficientA: 44, minFeeConstantB: 155381,
  minPoolCost: 170000000, protocolVersion: [10, 0], referenceScriptCostPerByte: { numerator: 15, denominator: 1 }, stakeKeyDeposit: 2000000,
  stakePoolDeposit: 500000000,
};

function judge(raw, outputs) {
  const utxoSet = outputs.map(({ txHash, outputIndex, address, lovelace }) => ({
    isSpent: false,
    utxo: { input: { txHash, outputIndex }, output: { address, amount: [{ unit: 'lovelace', quantity: String(lovelace) }] } },
  }));
  const context = {
    accountContexts: [], currentCommitteeMembers: [], drepContexts: [], govActionContexts: [], lastEnactedGovAction: [], networkType: 'preprod',
    poolContexts: [], potentialCommitteeMembers: [], protocolParameters, slot: 1000, treasuryValue: 0, utxoSet,
  };
  const { errors, phase2_errors: scriptErrors } = JSON.parse(cquisitor.validate_transaction_js(raw, JSON.stringify(context)));
  const reasons = [...errors, ...scriptErrors].map((error) => error.error_message ?? JSON.stringify(error));
  if (!cquisitor.check_block_or_tx_signatures(raw).valid) {
    reasons.push('a signature is not valid');
  }
  return { accepted: reasons.length === 0, reason: reasons.join('; ') };
}

let verdict;
try {
  verdict = judge(process.argv[2], JSON.parse(process.argv[3]));
} catch (error) {
  verdict = { accepted: false, reason: String(error) };
}
console.log(JSON.stringify(verdict));
