// node verify-vechain.mjs RAW SENDER: whether thor-devkit reads the transaction, with this sender. Prints {"accepted": …}.
import { createRequire } from 'node:module'
const { Transaction } = createRequire(import.meta.url)('thor-devkit')
const [raw, sender] = process.argv.slice(2)

let accepted = false
try {
  const bytes = Buffer.from(raw.slice(2), 'hex')
  const transaction = Transaction.decode(bytes)
  accepted = transaction.origin === sender && transaction.encode().equals(bytes)
} catch (problem) {
  console.error(String(problem))
}

console.log(JSON.stringify({ accepted }))
