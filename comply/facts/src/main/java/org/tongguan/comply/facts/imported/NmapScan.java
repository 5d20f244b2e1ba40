package org.tongguan.comply.facts.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// nmap's XML output (`-oX`): the hosts that answered, their open ports, and which ports were asked at all: a
/// port nobody asked is not closed.
final class NmapScan implements XmlFile.Listener {

    private static final int HOSTS_MAX = 4096;
    private static final int PORTS_MAX = 200_000;

    private final List<Object> hosts = new ArrayList<>();
    private final List<Object> scanned = new ArrayList<>();
    private final Map<String, Object> members = new LinkedHashMap<>();
    private Map<String, Object> host = new LinkedHashMap<>();
    private List<Object> open = new ArrayList<>();
    private Map<String, Object> port = new LinkedHashMap<>();
    private String state = "";
    private String portState = "";
    private int ports;
    private boolean answered;
    private boolean nmap;
    private boolean finished;

    private NmapScan() {}

    static Object parse(String text) throws Garbled {
        var scan = new NmapScan();
        XmlFile.read(text, scan);
        return scan.members();
    }

    @Override
    public void starts(String name, String parent, XmlFile file) throws Garbled {
        switch (name) {
            case "nmaprun" -> {
                nmap = parent.isEmpty();
                file.attribute("version").ifPresent(version -> members.put("version", version));
                file.attribute("startstr").ifPresent(time -> members.put("start_time", time));
            }
            case "scaninfo" -> scanned(file);
            case "host" -> {
                host = new LinkedHashMap<>();
                open = new ArrayList<>();
                state = "";
            }
            case "status" -> {
                if (parent.equals("host")) {
                    state = file.attribute("state").orElse("");
                    // with -Pn nmap calls every host up without having asked
                    answered = !file.attribute("reason").orElse("").equals("user-set");
                }
            }
            case "extraports" -> answered |= file.attribute("state").orElse("").equals("closed");
            case "address" -> file.attribute("addr").ifPresent(address -> host.putIfAbsent("address", address));
            case "port" -> {
                ports++;
                if (ports > PORTS_MAX) {
                    throw new Garbled("more than " + PORTS_MAX + " ports");
                }
                port = new LinkedHashMap<>();
                port.put("protocol", file.attribute("protocol").orElse("tcp"));
                port.put("port", number(file.attribute("portid").orElse(""), file));
            }
            case "state" -> {
                if (parent.equals("port")) {
                    portState = file.attribute("state").orElse("");
                    answered |= portState.equals("open") || portState.equals("closed");
                }
            }
            case "service" -> {
                if (parent.equals("port")) {
                    for (String key : List.of("name", "product", "version")) {
                        file.attribute(key).ifPresent(value -> port.put(key.equals("name") ? "service" : key, value));
                    }
                }
            }
            case "finished" ->
                finished = file.attribute("exit").orElse("success").equals("success");
            default -> {
                // scripts' output, traces and times are not asked about
            }
        }
    }

    @Override
    public void ends(String name, String parent, String text) throws Garbled {
        if (name.equals("port") && portState.equals("open")) {
            open.add(port);
        }
        if (name.equals("host") && state.equals("up") && answered) {
            if (hosts.size() == HOSTS_MAX) {
                throw new Garbled("more than " + HOSTS_MAX + " hosts");
            }
            host.put("open", open);
            hosts.add(host);
        }
    }

    private void scanned(XmlFile file) throws Garbled {
        String protocol = file.attribute("protocol").orElse("");
        for (String range : file.attribute("services").orElse("").split(",")) {
            if (!range.isBlank()) {
                String[] ends = range.split("-", 2);
                var asked = new LinkedHashMap<String, Object>();
                asked.put("protocol", protocol);
                asked.put("from", number(ends[0], file));
                asked.put("to", number(ends[ends.length - 1], file));
                scanned.add(asked);
            }
        }
    }

    private static long number(String text, XmlFile file) throws Garbled {
        if (!text.matches("[0-9]{1,5}")) {
            throw new Garbled("'" + text + "' at line " + file.line() + " is no port");
        }
        return Long.parseLong(text);
    }

    private Map<String, Object> members() throws Garbled {
        if (!nmap) {
            throw new Garbled("no nmap output: hand in the file written with -oX");
        }
        if (!finished) {
            throw new Garbled("the scan did not finish");
        }
        if (hosts.isEmpty()) {
            throw new Garbled("no host answered the scan");
        }
        members.put("scanned", scanned);
        members.put("hosts", hosts);
        return members;
    }
}
