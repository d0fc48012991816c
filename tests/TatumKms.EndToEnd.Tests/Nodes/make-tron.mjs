// node make-tron.mjs TYPE VALUE: an unsigned transaction of TRON around the members of a contract, its bytes and id by tronweb.
import { createRequire } from 'node:module'
const { utils } = createRequire(import.meta.url)('tronweb')
const [type, value] = process.argv.slice(2)

const timestamp = Date.now()
const transaction = {
  visible: false,
  txID: '',
  raw_data: {
    contract: [{ parameter: { value: JSON.parse(value), type_url: `type.googleapis.com/protocol.${type}` }, type }],
    ref_block_bytes: '0589',
    ref_block_hash: '04fbf9c0d7a66223',
    expiration: timestamp + 60000,
    timestamp,
    ...(type === 'TriggerSmartContract' ? { fee_limit: 100000000 } : {}),
  },
}
const bytes = utils.transaction.txJsonToPb(transaction)
transaction.raw_data_hex = utils.transaction.txPbToRawDataHex(bytes)
transaction.txID = utils.transaction.txPbToTxID(bytes).replace(/^0x/, '')
console.log(JSON.stringify(transaction))
