using System.Security.Cryptography;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Running;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Cli.Tests.Doctor;

public class RunningCheckTests
{
    [Fact]
    public async Task The_native_engine_is_in_order_and_the_managed_one_a_warning()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new EngineCheck(() => new BouncyCastleSecp256k1()))).Is(Verdict.Warning, "BouncyCastle is at work and passes");
        (await world.RunAsync(new EngineCheck(() => new Renamed(new BouncyCastleSecp256k1())))).Is(Verdict.Ok, "libsecp256k1 is at work");
    }

    [Fact]
    public async Task An_engine_that_signs_wrongly_is_a_problem()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new EngineCheck(() => new Renamed(new BouncyCastleSecp256k1()) { Spoils = true }))).Is(Verdict.Problem, "wrong signature");
    }

    [Fact]
    public async Task The_diagnostics_port_is_off_hidden_or_open()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new DiagnosticsCheck(isSwitchedOff: true, () => ["socket"]))).Is(Verdict.Ok, "off");
        (await world.RunAsync(new DiagnosticsCheck(isSwitchedOff: false, () => []))).Is(Verdict.Ok, "removed");
        (await world.RunAsync(new DiagnosticsCheck(isSwitchedOff: false, () => ["socket"]))).Is(Verdict.Warning, "open").Fix("export DOTNET_EnableDiagnostics=0");
    }

    [Theory]
    [InlineData(false, Verdict.Ok)]
    [InlineData(true, Verdict.Warning)]
    [InlineData(null, Verdict.NotApplicable)]
    public async Task Core_dumps_are_off_or_a_warning(bool? has, object verdict)
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new CoreDumpCheck(() => has))).Is((Verdict)verdict, "core dump");
    }

    [Theory]
    [InlineData(false, "0", Verdict.Ok)]
    [InlineData(true, "1\n", Verdict.Ok)]
    [InlineData(true, "0\n", Verdict.Warning)]
    [InlineData(true, null, Verdict.Warning)]
    [InlineData(null, null, Verdict.NotApplicable)]
    public async Task Attaching_is_forbidden_by_the_process_or_by_the_system(bool? dumpable, string? scope, object verdict)
    {
        using var world = new DoctorWorld();
        var file = scope is null ? Path.Combine(world.Machine.Folder, "none") : world.Write("scope", scope);

        (await world.RunAsync(new AttachCheck(() => dumpable, file))).Is((Verdict)verdict, "attach");
    }

    [Theory]
    [InlineData("", Verdict.Ok)]
    [InlineData("/dev/dm-1 partition 1 0 -2\n", Verdict.Ok)]
    [InlineData("/dev/zram0 partition 1 0 100\n", Verdict.Ok)]
    [InlineData("/dev/dm-2 partition 1 0 -2\n", Verdict.Warning)]
    [InlineData("/dev/zram1 partition 1 0 100\n", Verdict.Warning)]
    [InlineData("/dev/sda2\tpartition 1 0 -2\n", Verdict.Warning)]
    [InlineData("/dev/dm-1 partition 1 0 -2\n/swapfile file 1 0 -3\n", Verdict.Warning)]
    public async Task Swap_is_off_in_memory_encrypted_or_a_warning(string areas, object verdict)
    {
        using var world = new DoctorWorld();
        Device("dm-1/dm", "uuid", "CRYPT-PLAIN-swap\n");
        Device("dm-2/dm", "uuid", "LVM-abc\n");
        Device("zram0", "backing_dev", "none\n");
        Device("zram1", "backing_dev", "/dev/sda3\n");
        var swaps = world.Write("swaps", "Filename Type Size Used Priority\n" + areas);

        (await world.RunAsync(new SwapCheck(swaps, Path.Combine(world.Machine.Folder, "sys")))).Is((Verdict)verdict, "wap");

        void Device(string folder, string file, string content)
        {
            Directory.CreateDirectory(Path.Combine(world.Machine.Folder, "sys", "block", folder));
            world.Write(Path.Combine("sys", "block", folder, file), content);
        }
    }

    [Fact]
    public async Task A_system_that_does_not_tell_its_swap_is_passed_over()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new SwapCheck("/none", "/sys"))).Is(Verdict.NotApplicable, "cannot be told");
    }

    /// <summary>An engine under the name of the native one.</summary>
    private sealed class Renamed(BouncyCastleSecp256k1 engine) : ISecp256k1
    {
        public bool Spoils { get; init; }

        public string Name => "libsecp256k1";

        public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey) => engine.IsValidPrivateKey(privateKey);

        public byte[] GetPublicKey(ReadOnlySpan<byte> privateKey, bool compressed) => engine.GetPublicKey(privateKey, compressed);

        public bool TryParsePublicKey(ReadOnlySpan<byte> publicKey, bool compressed, out byte[] converted) => engine.TryParsePublicKey(publicKey, compressed, out converted);

        public EcdsaSignature SignEcdsa(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest) =>
            engine.SignEcdsa(privateKey, Spoils ? SHA256.HashData(digest) : digest);

        public bool VerifyEcdsa(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64) => engine.VerifyEcdsa(publicKey, digest, compact64);

        public bool TryRecover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64, int recoveryId, bool compressed, out byte[] publicKey) =>
            engine.TryRecover(digest, compact64, recoveryId, compressed, out publicKey);

        public void NegatePrivate(Span<byte> privateKey) => engine.NegatePrivate(privateKey);

        public bool TryAddPrivate(Span<byte> privateKey, ReadOnlySpan<byte> tweak) => engine.TryAddPrivate(privateKey, tweak);

        public bool TryAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak, bool compressed, out byte[] result) => engine.TryAddPublic(publicKey, tweak, compressed, out result);

        public bool TryMultiplyPrivate(Span<byte> privateKey, ReadOnlySpan<byte> factor) => engine.TryMultiplyPrivate(privateKey, factor);

        public bool TryMultiplyPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> factor, bool compressed, out byte[] result) => engine.TryMultiplyPublic(publicKey, factor, compressed, out result);

        public byte[] SignSchnorr(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary) => engine.SignSchnorr(privateKey, digest, auxiliary);

        public bool VerifySchnorr(ReadOnlySpan<byte> xOnlyPublicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature) => engine.VerifySchnorr(xOnlyPublicKey, digest, signature);
    }
}
