using TatumKms.Core;

namespace TatumKms.Chains.Sol.Messages;

/// <summary>Reads messages, legacy and of version 0, by the rules of the chain; nothing is repaired.</summary>
internal static class SolMessageReader
{
    private const int VersionMark = 0x80;
    private const int MaxAccounts = 256; // an instruction names an account with one byte

    /// <summary>Reads a message.</summary>
    /// <exception cref="RefusedException">It is malformed, or of a version that is not known.</exception>
    public static SolMessage Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SolByteReader(bytes);
        var first = reader.Byte();
        byte? version = first < VersionMark ? null : (byte)(first - VersionMark);
        if (version > 0)
        {
            throw new RefusedException($"The message is of version {version}, which is not known.");
        }

        var header = new SolHeader(version is null ? first : reader.Byte(), reader.Byte(), reader.Byte());
        var accounts = Accounts(ref reader);
        CheckHeader(header, accounts);
        var blockhash = reader.Address();
        var instructions = Instructions(ref reader);
        var lookups = version is null ? [] : Lookups(ref reader);
        if (reader.Left > 0)
        {
            throw new RefusedException($"{reader.Left} bytes follow the message.");
        }

        var message = new SolMessage(version, header, accounts, blockhash, instructions, lookups);
        CheckPlaces(message);
        return message;
    }

    private static List<SolAddress> Accounts(ref SolByteReader reader)
    {
        var count = reader.Length();
        var accounts = new List<SolAddress>();
        for (var i = 0; i < count; i++)
        {
            accounts.Add(reader.Address());
        }

        return accounts.Count <= MaxAccounts && accounts.Distinct().Count() == accounts.Count
            ? accounts
            : throw new RefusedException("The message names an account twice, or more than 256.");
    }

    private static void CheckHeader(SolHeader header, List<SolAddress> accounts)
    {
        if (header.Required == 0 || header.ReadonlySigned >= header.Required || header.Required + header.ReadonlyUnsigned > accounts.Count)
        {
            throw new RefusedException("The message's header does not fit its accounts: the first account pays the fee, so it signs and is writable.");
        }
    }

    private static List<SolInstruction> Instructions(ref SolByteReader reader)
    {
        var count = reader.Length();
        var instructions = new List<SolInstruction>();
        for (var i = 0; i < count; i++)
        {
            var program = reader.Byte();
            int[] accounts = [.. reader.Bytes(reader.Length()).ToArray().Select(place => (int)place)];
            instructions.Add(new SolInstruction(program, accounts, reader.Bytes(reader.Length()).ToArray()));
        }

        return instructions.Count > 0 ? instructions : throw new RefusedException("The message has no instruction: it would cost its fee and do nothing.");
    }

    private static List<SolLookup> Lookups(ref SolByteReader reader)
    {
        var count = reader.Length();
        var lookups = new List<SolLookup>();
        for (var i = 0; i < count; i++)
        {
            var lookup = new SolLookup(reader.Address(), reader.Bytes(reader.Length()).ToArray(), reader.Bytes(reader.Length()).ToArray());
            lookups.Add(lookup.Writable.Length + lookup.ReadOnly.Length > 0
                ? lookup
                : throw new RefusedException($"Nothing is looked up in the address table {lookup.Table}."));
        }

        return lookups;
    }

    private static void CheckPlaces(SolMessage message)
    {
        var count = message.Accounts.Count + message.Lookups.Sum(lookup => lookup.Writable.Length + lookup.ReadOnly.Length);
        if (count > MaxAccounts)
        {
            throw new RefusedException("The message and its address tables name more than 256 accounts.");
        }

        foreach (var instruction in message.Instructions)
        {
            // A program can be neither the fee payer nor from a table: the chain refuses both.
            if (instruction.Program == 0 || instruction.Program >= message.Accounts.Count || instruction.Accounts.Any(place => place >= count))
            {
                throw new RefusedException("An instruction names an account or program that the message does not have.");
            }
        }
    }
}
