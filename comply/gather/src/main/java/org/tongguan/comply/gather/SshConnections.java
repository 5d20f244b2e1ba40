package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.PropertyResolverUtils;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Access;

/// SSH sessions for all assets of a run, over one shared client with a handful of threads, however many hosts
/// there are. Nothing of the user's own SSH setup is used: no agent, no `~/.ssh`, no jump hosts; only what the
/// inventory says.
final class SshConnections implements AutoCloseable {

    static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    static final Duration HANDSHAKE_MAX = Duration.ofSeconds(10);
    static final Duration LOGIN_MAX = Duration.ofSeconds(15);
    static final Duration CHANNEL_MAX = Duration.ofSeconds(10);

    /// What a host may send before we have read it, for each of its channels.
    private static final long WINDOW_BYTES = 256 << 10;

    private static final int THREADS = 2;
    private static final int KEY_FILE_BYTES_MAX = 64 << 10;
    private static final AttributeKey<Handshake> HANDSHAKE = new AttributeKey<>();

    private @Nullable SshClient client;

    /// What is learnt while a connection is made; MINA tells it on its own threads.
    private static final class Handshake {
        final HostKeyCheck check;
        volatile String refusal = "";
        volatile boolean identified;
        volatile String trouble = "";

        Handshake(HostKeyCheck check) {
            this.check = check;
        }
    }

    /// A logged-in session; the caller closes it.
    ///
    /// @throws Unreachable with a sentence that tells apart: no such name, refused, no answer, not SSH, host
    ///     key unknown or changed, no common algorithm, wrong credentials
    ClientSession open(Access.Ssh ssh) throws Unreachable, InterruptedException {
        var handshake = new Handshake(HostKeyCheck.of(ssh));
        var password = Secrets.password(ssh.password());
        if (ssh.key().isEmpty() && password.isEmpty()) {
            throw new Unreachable("there is no key and no password to log in with at " + where(ssh)
                    + ": give 'key' or 'password' in the inventory");
        }
        ClientSession session = connected(ssh, handshake);
        boolean ready = false;
        try {
            negotiated(ssh, session, handshake);
            login(ssh, session, password);
            ready = true;
            return session;
        } finally {
            password.ifPresent(secret -> Arrays.fill(secret, '\0'));
            if (!ready) {
                session.close(true);
            }
        }
    }

    static String where(Access.Ssh ssh) {
        return ssh.host() + ":" + ssh.port();
    }

    private ClientSession connected(Access.Ssh ssh, Handshake handshake) throws Unreachable, InterruptedException {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(ssh.host()), ssh.port());
            return started()
                    .connect(ssh.user(), address, AttributeRepository.ofKeyValuePair(HANDSHAKE, handshake), null)
                    .verify(CONNECT_MAX)
                    .getSession();
        } catch (UnknownHostException e) {
            throw new Unreachable("the name " + ssh.host() + " cannot be resolved", e);
        } catch (InterruptedIOException e) {
            if (e instanceof SocketTimeoutException) {
                throw noAnswer(ssh, e);
            }
            throw interrupted(e);
        } catch (IOException e) {
            switch (root(e)) {
                case NoRouteToHostException _ -> throw new Unreachable("there is no route to " + where(ssh), e);
                case TimeoutException _ -> throw noAnswer(ssh, e);
                case ConnectException refused
                when said(refused).contains("refused") ->
                    throw new Unreachable(
                            where(ssh)
                                    + " refused the connection: nothing listens on that port, or a firewall rejects it",
                            e);
                case ConnectException timeout when said(timeout).contains("timed out") -> throw noAnswer(ssh, e);
                case Throwable other ->
                    throw new Unreachable("cannot connect to " + where(ssh) + ": " + said(other), e);
            }
        }
    }

    private static Unreachable noAnswer(Access.Ssh ssh, Exception cause) {
        return new Unreachable(
                where(ssh) + " did not answer within " + CONNECT_MAX.toSeconds() + " s: host down or filtered", cause);
    }

    private static void negotiated(Access.Ssh ssh, ClientSession session, Handshake handshake)
            throws Unreachable, InterruptedException {
        var events =
                session.waitFor(EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), HANDSHAKE_MAX);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (events.contains(ClientSessionEvent.WAIT_AUTH) && !events.contains(ClientSessionEvent.CLOSED)) {
            return;
        }
        if (!handshake.refusal.isEmpty()) {
            throw new Unreachable(handshake.refusal);
        }
        boolean late = !events.contains(ClientSessionEvent.CLOSED);
        if (!handshake.identified) {
            throw new Unreachable(
                    late
                            ? where(ssh) + " accepted the connection but did not speak SSH within "
                                    + HANDSHAKE_MAX.toSeconds() + " s"
                            : where(ssh) + " answers, but not with SSH: check the port");
        }
        if (handshake.trouble.contains("Unable to negotiate")) {
            throw new Unreachable(where(ssh) + " offers only outdated SSH algorithms (" + handshake.trouble
                    + "): enable current ones on it");
        }
        throw new Unreachable(
                late
                        ? where(ssh) + " did not finish the SSH handshake within " + HANDSHAKE_MAX.toSeconds() + " s"
                        : where(ssh) + " closed the connection during the SSH handshake"
                                + (handshake.trouble.isEmpty() ? "" : ": " + handshake.trouble));
    }

    private static void login(Access.Ssh ssh, ClientSession session, Optional<char[]> password)
            throws Unreachable, InterruptedException {
        if (ssh.key().isPresent()) {
            loadKey(session, ssh.key().get(), password);
        }
        password.ifPresent(secret -> session.addPasswordIdentity(new String(secret)));
        try {
            session.auth().verify(LOGIN_MAX);
        } catch (InterruptedIOException e) {
            throw interrupted(e);
        } catch (IOException e) {
            if (root(e) instanceof TimeoutException) {
                throw new Unreachable(
                        where(ssh) + " did not decide on the login of " + ssh.user() + " within "
                                + LOGIN_MAX.toSeconds() + " s",
                        e);
            }
            String said = said(e).toLowerCase(java.util.Locale.ROOT);
            if (said.contains("authentication")) {
                throw new Unreachable(
                        where(ssh) + " refused the login of " + ssh.user() + " with the "
                                + (ssh.key().isPresent()
                                        ? "key " + ssh.key().get().getFileName()
                                        : "")
                                + (ssh.key().isPresent() && password.isPresent() ? " and the " : "")
                                + (password.isPresent() ? "password" : "")
                                + ": wrong credentials, or the account may not log in",
                        e);
            }
            throw new Unreachable(
                    where(ssh) + " closed the connection during the login of " + ssh.user() + ": " + said(e), e);
        }
    }

    private static void loadKey(ClientSession session, Path file, Optional<char[]> password) throws Unreachable {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > KEY_FILE_BYTES_MAX) {
                throw new Unreachable("key file " + file.getFileName() + " is too large to be a private key");
            }
            FilePasswordProvider passphrase = password.map(secret -> FilePasswordProvider.of(new String(secret)))
                    .orElse(FilePasswordProvider.EMPTY);
            var pairs = SecurityUtils.loadKeyPairIdentities(session, new PathResource(file), in, passphrase);
            var loaded = new ArrayList<java.security.KeyPair>();
            if (pairs != null) {
                pairs.forEach(loaded::add);
            }
            if (loaded.isEmpty()) {
                throw new Unreachable("key file " + file.getFileName() + " holds no private key");
            }
            loaded.forEach(session::addPublicKeyIdentity);
        } catch (NoSuchFileException e) {
            throw new Unreachable("key file " + file.getFileName() + " does not exist", e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Unreachable(
                    "cannot use the key file " + file.getFileName()
                            + (password.isPresent()
                                    ? ": no private key, or the passphrase is wrong"
                                    : ": no private key, or it needs a passphrase ('password' in the inventory)"),
                    e);
        }
    }

    private synchronized SshClient started() {
        if (client == null) {
            var fresh = SshClient.setUpDefaultClient();
            fresh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            fresh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            fresh.setAgentFactory(null);
            fresh.setServerKeyVerifier((session, _, key) -> {
                var handshake = session.getConnectionContext().getAttribute(HANDSHAKE);
                if (handshake == null) {
                    return false;
                }
                handshake.refusal = handshake.check.refusal(key);
                return handshake.refusal.isEmpty();
            });
            fresh.addSessionListener(new Told());
            PropertyResolverUtils.updateProperty(fresh, CoreModuleProperties.NIO_WORKERS.getName(), THREADS);
            CoreModuleProperties.WINDOW_SIZE.set(fresh, WINDOW_BYTES);
            CoreModuleProperties.IO_CONNECT_TIMEOUT.set(fresh, CONNECT_MAX);
            CoreModuleProperties.AUTH_TIMEOUT.set(
                    fresh, HANDSHAKE_MAX.plus(LOGIN_MAX).plus(CONNECT_MAX));
            CoreModuleProperties.HEARTBEAT_INTERVAL.set(fresh, Duration.ZERO);
            CoreModuleProperties.REQUEST_EXEC_REPLY.set(fresh, true);
            CoreModuleProperties.REQUEST_SHELL_REPLY.set(fresh, true);
            fresh.start();
            client = fresh;
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.stop();
            client = null;
        }
    }

    /// Listens to MINA and puts the key types known of the host first, as ssh(1) does: else a host known by its
    /// RSA key would show its Ed25519 key and look unknown.
    private static final class Told implements SessionListener {

        @Override
        public void sessionCreated(Session session) {
            var handshake = of(session);
            if (handshake != null) {
                List<String> types = handshake.check.knownTypes();
                var factories = new ArrayList<>(session.getSignatureFactories());
                factories.sort(Comparator.comparing(
                        factory -> !types.contains(KeyUtils.getCanonicalKeyType(factory.getName()))));
                session.setSignatureFactories(factories);
            }
        }

        @Override
        public void sessionPeerIdentificationReceived(Session session, String version, List<String> extraLines) {
            var handshake = of(session);
            if (handshake != null) {
                handshake.identified = version.startsWith("SSH-");
            }
        }

        @Override
        public void sessionException(Session session, Throwable t) {
            var handshake = of(session);
            if (handshake != null && handshake.trouble.isEmpty()) {
                handshake.trouble = said(t);
            }
        }

        private static @Nullable Handshake of(Session session) {
            return session instanceof ClientSession ours && ours.getConnectionContext() != null
                    ? ours.getConnectionContext().getAttribute(HANDSHAKE)
                    : null;
        }
    }

    static InterruptedException interrupted(Exception cause) {
        var interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /// The first line of what went wrong, short: part of it may come from the host.
    static String said(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return ScriptStream.printable(message.lines().findFirst().orElse(""));
    }
}
