using System.Buffers.Binary;
using System.Text;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>An instruction as its program reads it: accounts by their names, data front to back, numbers little-endian.</summary>
/// <param name="message">The message.</param>
/// <param name="index">The instruction's place, from 0 on.</param>
internal sealed class InstructionCall(SolMessage message, int index)
{
    private readonly SolInstruction _instruction = message.Instructions[index];
    private int _position;

    /// <summary>The program's address.</summary>
    public SolAddress Program => message.Accounts[_instruction.Program];

    /// <summary>All of the data.</summary>
    public ReadOnlySpan<byte> Data => _instruction.Data;

    /// <summary>How many accounts the program gets.</summary>
    public int AccountCount => _instruction.Accounts.Count;

    /// <summary>How many bytes of the data are not read yet.</summary>
    public int Left => _instruction.Data.Length - _position;

    /// <summary>Whether the program gets an account that signs: then it may do in its name what it likes.</summary>
    public bool HasSigner => _instruction.Accounts.Any(message.IsSigner);

    /// <summary>Whether the program gets an account of an address table, of which only the place is known here.</summary>
    public bool HasUnresolved => _instruction.Accounts.Any(place => place >= message.Accounts.Count);

    /// <summary>How people count: from 1 on.</summary>
    public int Number => index + 1;

    /// <summary>The address of the account at a place, or words for one from a table.</summary>
    /// <exception cref="RefusedException">The program gets fewer accounts.</exception>
    public string Account(int place) => place < AccountCount
        ? NameOf(_instruction.Accounts[place])
        : throw new RefusedException($"Instruction {Number} ({Program}) names too few accounts.");

    public byte Byte() => Take(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public string Address() => new SolAddress(Take(SolAddress.Length)).Text;

    /// <summary>An address that may be left out: 0, or 1 and the address. Some writers fill the place with zeros.</summary>
    public string? OptionalAddress()
    {
        switch (Byte())
        {
            case 1:
                return Address();
            case 0:
                if (Left is not (0 or SolAddress.Length) || Take(Left).ContainsAnyExcept((byte)0))
                {
                    throw Malformed();
                }

                return null;
            default:
                throw Malformed();
        }
    }

    /// <summary>A seed: its length in 64 bits, then at most 32 bytes of text.</summary>
    public void SkipSeed()
    {
        const int longest = 32;
        var length = UInt64();
        if (length > longest)
        {
            throw Malformed();
        }

        Take((int)length);
    }

    /// <summary>Proves that all of the data was read.</summary>
    /// <exception cref="RefusedException">Something is left.</exception>
    public void End()
    {
        if (Left > 0)
        {
            throw Malformed();
        }
    }

    /// <summary>The data as text, or nothing where it is not UTF-8.</summary>
    public string? Text()
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Data);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A refusal of data that is not in the program's form.</summary>
    public RefusedException Malformed() => new($"The data of instruction {Number} ({Program}) is malformed.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw Malformed();
        }

        var taken = _instruction.Data.AsSpan(_position, count);
        _position += count;
        return taken;
    }

    /// <summary>Accounts of tables are counted after those of the message: first the writable ones of all tables, then the others.</summary>
    private string NameOf(int place)
    {
        if (place < message.Accounts.Count)
        {
            return message.Accounts[place].Text;
        }

        var entries = message.Lookups.SelectMany(lookup => lookup.Writable.Select(entry => (lookup.Table, Entry: entry)))
            .Concat(message.Lookups.SelectMany(lookup => lookup.ReadOnly.Select(entry => (lookup.Table, Entry: entry))));
        var (table, number) = entries.ElementAt(place - message.Accounts.Count);
        return $"account {number} of the address table {table} (not resolved)";
    }
}
