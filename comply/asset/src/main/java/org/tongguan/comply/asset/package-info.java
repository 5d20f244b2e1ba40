/// The inventory: assets, how each is reached, and what the system says of itself. Read in this order: [Asset],
/// [AssetType], [Access], [Inventory], [InventoryReader].
@NullMarked
package org.tongguan.comply.asset;

import org.jspecify.annotations.NullMarked;
