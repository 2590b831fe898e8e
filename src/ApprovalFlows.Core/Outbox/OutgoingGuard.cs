using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Where requests of flows may go: to allowed hosts and ports, and not into the network this program runs in,
/// whatever a name server says at the moment of connecting.
/// </summary>
public sealed class OutgoingGuard(IOptions<ApprovalFlowsOptions> options)
{
    private const string AnyPort = "*";

    // RFC 6890 and its like: what is no address of the open internet, or may hold such a one inside.
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
            "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16",
        }.Select(IPNetwork.Parse),
    ];

    /// <exception cref="InvalidOperationException">Requests of flows may not go there.</exception>
    public void MustBeAllowed(Uri? address)
    {
        if (address is { UserInfo.Length: 0 }
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && options.Value.OutgoingHttp.AllowedHosts.Any(entry => Allows(entry, address))) return;
        throw new InvalidOperationException(
            // The host alone: paths, queries and names in front of it may tell persons, and people are shown this.
            $"'{address?.Host}' is not among the hosts and ports of ApprovalFlows:OutgoingHttp:AllowedHosts.");
    }

    /// <summary>Whether the address lies in a network of one's own or of no one.</summary>
    public static bool IsInner(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Inner.Any(network => network.Contains(plain));
    }

    /// <summary>Connects to the very address that was looked at: a name may lead elsewhere a moment later.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var found = await Dns.GetHostAddressesAsync(host, cancellation);
        var open = options.Value.OutgoingHttp.AllowPrivateAddresses
            ? found
            : [.. found.Where(address => !IsInner(address))];
        if (open.Length == 0)
            throw new InvalidOperationException($"'{host}' lies in an inner network, where flows may not send to.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // "host" is the port of the scheme, "host:8443" that port, "host:*" any.
    /// <summary>Whether an entry of the list can be read: a host, host:port or host:*.</summary>
    public static bool IsEntry(string entry)
    {
        var (host, port) = Read(entry);
        return Uri.CheckHostName(host) != UriHostNameType.Unknown
            && (port is null or AnyPort || ushort.TryParse(port, out _));
    }

    private static bool Allows(string entry, Uri address)
    {
        var (host, port) = Read(entry);
        return host.Equals(address.Host, StringComparison.OrdinalIgnoreCase)
            && (port is null ? address.IsDefaultPort
                : port == AnyPort || port == address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // An IPv6 address has colons of its own, in brackets.
    private static (string Host, string? Port) Read(string entry)
    {
        var end = entry.LastIndexOf(':');
        return end > entry.LastIndexOf(']') && end > 0 ? (entry[..end], entry[(end + 1)..]) : (entry, null);
    }
}
