// node verify-tron.mjs JSON: whether tronweb writes raw_data as its bytes and id say, and ethers recovers the owner from the signature.
// Prints {"accepted": …}.
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const { utils } = require('tronweb')
const { ethers } = require('ethers')
const transaction = JSON.parse(process.argv[2])

let accepted = false
try {
  const signature = transaction.signature[0]
  const recovered = ethers.recoverAddress(`0x${transaction.txID}`, {
    r: `0x${signature.slice(0, 64)}`,
    s: `0x${signature.slice(64, 128)}`,
    v: parseInt(signature.slice(128), 16),
  })
  const owner = transaction.raw_data.contract[0].parameter.value.owner_address
  accepted = utils.transaction.txCheck(transaction) && `41${recovered.slice(2).toLowerCase()}` === owner
} catch (problem) {
  console.error(String(problem))
}

console.log(JSON.stringify({ accepted }))
