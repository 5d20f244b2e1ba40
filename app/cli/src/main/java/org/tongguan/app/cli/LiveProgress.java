package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.gather.Progress;

/// Shows what goes on while facts are gathered: on a terminal one line that moves, else one line an asset.
final class LiveProgress implements Progress {

    private final PrintWriter out;
    private final int assets;
    private final boolean moving;
    private final AtomicInteger done = new AtomicInteger();
    private final Map<String, AtomicInteger> facts = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private boolean mute;
    private final long start = System.nanoTime();

    LiveProgress(PrintWriter out, int assets, boolean moving) {
        this.out = out;
        this.assets = assets;
        this.moving = moving;
    }

    @Override
    public void started(Asset asset) {
        facts.put(asset.id(), new AtomicInteger());
        move(asset.id() + " …");
    }

    @Override
    public void gathered(Asset asset, Gathered gathered) {
        facts.computeIfAbsent(asset.id(), id -> new AtomicInteger()).incrementAndGet();
        move(asset.id() + " · " + gathered.collector());
    }

    @Override
    public void finished(Asset asset, long millis) {
        if (lost.contains(asset.id())) {
            return;
        }
        int count = facts.getOrDefault(asset.id(), new AtomicInteger()).get();
        done.incrementAndGet();
        line("✓", asset, count + " 项采集，" + seconds(millis));
    }

    @Override
    public void lost(Asset asset, String why) {
        // a file to import can be lost before its asset is begun with
        if (facts.containsKey(asset.id())) {
            lost.add(asset.id());
            done.incrementAndGet();
        }
        line("✗", asset, why);
    }

    /// Shows nothing more: the run is being ended, and what fails now fails of that.
    synchronized void mute() {
        clear();
        mute = true;
    }

    private synchronized void line(String mark, Asset asset, String text) {
        if (mute) {
            return;
        }
        clear();
        out.println("  " + mark + " [" + done.get() + "/" + assets + "] " + asset.id() + "（"
                + asset.type().nameZh() + "） " + text);
    }

    private synchronized void move(String what) {
        if (moving && !mute) {
            clear();
            out.print("  … 对象 " + Math.min(done.get() + 1, assets) + "/" + assets + " · " + what + " · "
                    + seconds((System.nanoTime() - start) / 1_000_000));
            out.flush();
        }
    }

    private void clear() {
        if (moving) {
            out.print("\r\u001b[2K");
        }
    }

    private static String seconds(long millis) {
        return millis < 10_000 ? millis / 1000 + "." + millis % 1000 / 100 + " 秒" : millis / 1000 + " 秒";
    }
}
