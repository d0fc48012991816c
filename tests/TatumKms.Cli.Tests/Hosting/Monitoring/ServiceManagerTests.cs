using System.Net.Sockets;
using System.Text;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Hosting.Monitoring;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_socket_in_the_file_system_hears_what_is_sent()
    {
        var path = Path.Combine(_machine.Folder, "notify");

        Assert.Equal("READY=1", await SendAsync(path, path));
    }

    [Fact]
    public async Task A_socket_without_a_file_hears_what_is_sent()
    {
        var name = $"tatum-kms-{Guid.NewGuid():N}";

        Assert.Equal("READY=1", await SendAsync($"@{name}", $"\0{name}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("relative/path")]
    public void Without_an_address_there_is_no_manager(string? address) =>
        Assert.Null(ServiceManager.Find(address is null ? [] : new Dictionary<string, string> { ["NOTIFY_SOCKET"] = address }));

    [Fact]
    public void An_address_that_no_socket_can_have_is_none() =>
        Assert.Null(ServiceManager.Find(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = "/" + new string('a', 200) }));

    [Fact]
    public void A_manager_that_has_gone_is_not_missed()
    {
        using var manager = ServiceManager.Find(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = Path.Combine(_machine.Folder, "gone") })!;

        Assert.Null(Record.Exception(() => manager.Send("READY=1")));
    }

    [Theory]
    [InlineData("30000000", null, 30.0)]
    [InlineData("30000000", "own", 30.0)]
    [InlineData("30000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    public void The_watchdog_is_heeded_when_it_is_meant_for_this_process(string microseconds, string? pid, double? seconds)
    {
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = "/run/notify", ["WATCHDOG_USEC"] = microseconds };
        if (pid is not null)
        {
            environment["WATCHDOG_PID"] = pid == "own" ? $"{Environment.ProcessId}" : pid;
        }

        using var manager = ServiceManager.Find(environment)!;

        Assert.Equal(seconds, manager.Watchdog?.TotalSeconds);
    }

    private static async Task<string> SendAsync(string address, string endPoint)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(endPoint));
        using var manager = ServiceManager.Find(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = address })!;
        manager.Send("READY=1");
        var buffer = new byte[1024];
        var count = await listener.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
