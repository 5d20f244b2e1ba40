/// What is read from a network device, and the parser that says it without a dialect. Read in this order:
/// [ConfigTree] (lines and sections), [Dialect], [ComwareReader] (Huawei VRP, H3C Comware), [IosReader] (Cisco
/// IOS, Ruijie RGOS), [AccessList] (rules that can never be hit), [DeviceConfig] (the whole).
@NullMarked
package org.tongguan.comply.facts.network;

import org.jspecify.annotations.NullMarked;
