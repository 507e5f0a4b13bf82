"""What reports say under their tables, in Chinese: sentence by sentence, keyed by the English one.

``{name}`` stands for what a report fills in, the same names on both sides; ``(s)`` for a plural.
"""

from __future__ import annotations

import re
from functools import cache

NOTES: dict[str, str] = {
    # every report
    "Window: everything up to {day}.": "统计范围：截至 {day} 的全部记录。",
    "Window: everything up to {end}, both included, as of {day}.": "统计范围：截至 {end}（含当日），基准日 {day}。",
    "Window: {start} to {end}, both included, as of {day}.": "统计范围：{start} 至 {end}（含首尾两日），基准日 {day}。",
    "The window is of first purchases.": "统计范围按首次购买日计。",
    "Money in {currency}, net of tax, refunds included.": "金额以 {currency} 计，不含税，已计入退款。",
    "Only money in {currency} counts; left out: {n} entries ({listed}).": "只统计 {currency} 金额；未计入 {n} 条记录（{listed}）。",
    "Only money in {currency} counts; left out: {n} entry ({listed}).": "只统计 {currency} 金额；未计入 {n} 条记录（{listed}）。",
    "Left out of the totals, for want of a rate to {currency}: {n} entries ({listed}).": "因缺少兑 {currency} 的汇率，未计入合计：{n} 条记录（{listed}）。",
    "Left out of the totals, for want of a rate to {currency}: {n} entry ({listed}).": "因缺少兑 {currency} 的汇率，未计入合计：{n} 条记录（{listed}）。",
    "Left out: {n} customer(s) with refunds only ({amount}).": "未计入：{n} 位只有退款的客户（{amount}）。",
    "n = {n} buyer(s).": "样本：{n} 位购买客户。",
    "n = {n} customer(s).": "样本：{n} 位客户。",
    "n = {n} order(s).": "样本：{n} 笔订单。",
    "n = {n} row(s).": "样本：{n} 行。",
    "n = {n}.": "样本：{n}。",
    "A customer with several tags counts in each.": "有多个标签的客户在每个标签下各计一次。",
    "A customer with several tags counts in each, so shares may pass 100 %.": "有多个标签的客户在每个标签下各计一次，占比之和可能超过 100%。",
    "A customer with several tags counts in each, so n and the sums count some orders twice.": "有多个标签的客户在每个标签下各计一次，样本数与合计会重复计入部分订单。",
    "{period} is still running.": "{period} 尚未结束。",
    "As of {day}.": "基准日 {day}。",
    # summary, follow-ups
    "As of {day}; every figure names its own window.": "基准日 {day}；各指标分别注明统计范围。",
    "As of {day}, looking {days} days ahead.": "基准日 {day}，向后看 {days} 天。",
    "As of {day}, looking {days} days ahead; due {start} to {end}.": "基准日 {day}，向后看 {days} 天；到期日 {start} 至 {end}。",
    "days counts from due to asof: above 0 is late.": "天数从到期日算到基准日：大于 0 为逾期。",
    "quiet: no contact for longer than the cadence; never: no contact at all.": "quiet：超过约定间隔未联系；never：从未联系过。",
    "Archived customers are left out.": "已归档客户不计入。",
    "n = {n}: {listed}.": "共 {n} 条：{listed}。",
    # sales, receivables
    "Net of tax, each currency in rows of its own.": "不含税，各币种分行列示。",
    "orders are sales of zero or more; refunds count in money only; average_order = sold ÷ orders.": "订单为金额不小于零的销售；退款只计入金额；客单价 = 销售额 ÷ 订单数。",
    "new_buyers bought here on the day of their first sale ever, repeat_buyers did not.": "新客：其首次购买当日的订单在本组内；其余为复购客户。",
    "change: net against the {period} before, where that had at least {n} orders.": "变化：净额与上一{period}相比，上一{period}至少有 {n} 笔订单时才计算。",
    "open = gross - payments + refunds that name the invoice; each currency in rows of its own.": "未付 = 含税金额 − 付款 + 指明该发票的退款；各币种分行列示。",
    "n = {n} open balance(s); credits among them: {credits}.": "样本：{n} 笔未结余额，其中贷方 {credits} 笔。",
    "DSO {currency}: {dso} day(s) (open without credits ÷ gross sold in {days} days × {again}).": "应收账款周转天数（{currency}）：{dso} 天（未付金额，不含贷方 ÷ {days} 天含税销售额 × {again}）。",
    # segments, concentration
    "Frequency counts {what}.": "频次按{what}计。",
    "Scores by rank: 1 + 5 × (buyers strictly worse) div n.": "按排名评分：1 + 5 × 比该客户差的购买客户数 ÷ n（商向下取整）。",
    "Scores by type-7 quantiles plus one, closed on the left.": "按第 7 型分位数评分（左闭区间）再加一。",
    "Scores by your own cuts for {names}.": "按您自定的分界评分：{names}。",
    "Fewer than {n} buyers: {names} from 1 to 3 and no segment; finer ones would turn on single customers.": "购买客户不足 {n} 位：{names}只评 1 至 3 分，不分群；再细分会被个别客户左右。",
    "Fewer than {n} buyers: {names} from 1 to 3; finer ones would turn on single customers.": "购买客户不足 {n} 位：{names}只评 1 至 3 分；再细分会被个别客户左右。",
    "Fewer than {n} buyers: no {names}, no segment; the class is against the median.": "购买客户不足 {n} 位：无{names}，不分群；客户类别按中位数划分。",
    "Fewer than {n} buyers: no {names}; the class is against the median.": "购买客户不足 {n} 位：无{names}；客户类别按中位数划分。",
    "Fewer than {n} buyers: no {names}, segment or class; one more would change them all.": "购买客户不足 {n} 位：无{names}，不分群、不分类；多一位客户就会全部改变。",
    "Fewer than {n} buyers: no {names} or class; one more would change them all.": "购买客户不足 {n} 位：无{names}，不分类；多一位客户就会全部改变。",
    "Fewer than {n} buyers: no class; one more would change them all.": "购买客户不足 {n} 位：不分类；多一位客户就会全部改变。",
    "No buyer has {name} = {scores}: equal values share a score.": "没有客户的 {name} 为 {scores}：相同的值得分相同。",
    "class: high is recency up to the {middle}, frequency and revenue from the {again} up.": "客户类别：近度不超过{middle}为高，频度与金额不低于{again}为高。",
    "frequency_band counts the last {days} days; amount_band is the ABC class by revenue.": "频次档按最近 {days} 天计；金额档为按收入的 ABC 分类。",
    "Only buyers are grouped; share is of all buyers.": "只对购买客户分组；占比以全部购买客户为基数。",
    "Customers without a sale are counted; share is of all customers.": "包括尚未购买的客户；占比以全部客户为基数。",
    "share: revenue ÷ revenue of all buyers, negative ones included.": "占比：收入 ÷ 全部购买客户的收入（含负值）。",
    "{share} % of income is one client: {name}.": "{share}% 的收入来自一位客户：{name}。",
    "Revenue is not above zero, so there are no shares.": "收入不大于零，因此没有占比。",
    "Fewer than {n} buyers: no ranking and no classes; one more would change them.": "购买客户不足 {n} 位：不排名、不分类；多一位客户就会改变结果。",
    "class: A while what came before is below {a} % of all, B below {b} %, else C; nothing or less is C.": "类别：此前累计低于 {a}% 为 A，低于 {b}% 为 B，其余为 C；收入为零或负为 C。",
    "The top {share} % ({top} of {n} buyers) bring {brought} % of the revenue.": "前 {share}% 的客户（{n} 位中的 {top} 位）贡献 {brought}% 的收入。",
    "Gini {gini} (0: all alike, 1: one has all), HHI {hhi} (1: one client), over {n} positive revenue(s).": "基尼系数 {gini}（0：完全平均，1：集中于一位），HHI {hhi}（1：只有一位客户），按 {n} 个正收入计算。",
    # purchases, cohorts, retention
    "Repeat rate: {rate} %, {again} of {n} buyers bought on two days or more.": "复购率：{rate}%，{n} 位购买客户中 {again} 位在两天或以上购买过。",
    "Gaps: mean {mean}, median {median}, p90 {high} days ({n} gap(s)); too short, because only those who came back have gaps.": "购买间隔：平均 {mean}、中位数 {median}、P90 {high} 天（{n} 个间隔）；偏短，因为只有回购的客户才有间隔。",
    "Time to the next purchase by Kaplan–Meier, those still waiting counted in ({waiting} of {n}): median {days} days.": "距下次购买的时间（Kaplan–Meier，计入仍在等待的 {waiting}/{n}）：中位数 {days} 天。",
    "Time to the next purchase by Kaplan–Meier, those still waiting counted in ({waiting} of {n}): median not reached, after {days} days {share} % had bought again.": "距下次购买的时间（Kaplan–Meier，计入仍在等待的 {waiting}/{n}）：未达到中位数，{days} 天后 {share}% 已再次购买。",
    "ratio: silence ÷ usual gap, (t_x + 2 × pooled mean gap) ÷ (x + 2); expected_by: when it comes to 1.": "沉默倍数：沉默天数 ÷ 通常间隔，通常间隔 =（t_x + 2 × 总体平均间隔）÷（x + 2）；预计下次购买：倍数达到 1 之日。",
    "The pooled mean of {n} gap(s) is {mean} days.": "{n} 个间隔的总体平均为 {mean} 天。",
    "Nobody has bought twice yet: no usual gap, no ratio, nothing expected.": "尚无客户购买两次：没有通常间隔，没有沉默倍数，也无从预计。",
    "average_order: sold ÷ orders; top_product: the one that brought the most revenue.": "客单价：销售额 ÷ 订单数；主要产品：收入最高的产品。",
    "cohort: the {period} of the first purchase ever; customers: those of them who bought in that {again}, offset {periods}s after; share: ÷ size.": "同期群：首次购买所在的{period}；客户数：间隔若干{periods}后在该{again}购买的客户；占比：÷ 群组人数。",
    "cohort: the {period} of the first purchase ever; customers: those of them who bought in that {again} or a later one, offset {periods}s after; share: ÷ size.": "同期群：首次购买所在的{period}；客户数：间隔若干{periods}后在该{again}或以后购买的客户；占比：÷ 群组人数。",
    "No shares for {n} cohort(s) of fewer than {fewest} customers.": "{n} 个同期群不足 {fewest} 位客户，不显示占比。",
    "{period} is still running: the last offset of every cohort is not yet complete.": "{period} 尚未结束：每个同期群的最后一期还不完整。",
    "revenue: of that {period}.": "收入：该{period}的收入。",
    "Left out: refunds of a {period} before the first purchase ({amount}).": "未计入：首次购买之前的{period}的退款（{amount}）。",
    "t: days from the first purchase to the second; who has not bought again is censored at asof.": "天数：从首次购买到第二次购买；尚未复购的客户在基准日删失。",
    "t: days from the first purchase to the end of the first {days} days without any; a purchase on day {last} counts as kept; who was never silent so long is censored at asof.": "天数：从首次购买到首个连续 {days} 天无购买期的结束；第 {last} 天购买视为留住；从未沉默这么久的客户在基准日删失。",
    "survival: the share to whom it has not happened by then (Kaplan–Meier); low, high: 95 %.": "生存率：到该时尚未发生该事件的客户占比（Kaplan–Meier）；下限、上限：95% 区间。",
    "n = {n} buyer(s), {events} with the event, {censored} censored.": "样本：{n} 位购买客户，{events} 位已发生，{censored} 位删失。",
    "Median: not reached.": "中位数：未达到。",
    "Median: {listed}.": "中位数：{listed}。",
    "Hidden: {n} event time(s) with fewer than {fewest} at risk.": "已隐藏：{n} 个在险客户不足 {fewest} 位的时点。",
    # churn, lifecycle
    "lost: recorded as gone, no sale since.": "lost：已登记流失且此后无购买。",
    "n = {lost} lost, {risky} at risk.": "样本：流失 {lost} 位，有流失风险 {risky} 位。",
    "at_risk: silence above {limit} times the usual gap, (t_x + 2 × pooled mean gap) ÷ (x + 2); the pooled mean of {n} gap(s) is {mean} days.": "at_risk：沉默超过通常间隔的 {limit} 倍，通常间隔 =（t_x + 2 × 总体平均间隔）÷（x + 2）；{n} 个间隔的总体平均为 {mean} 天。",
    "Nobody has bought twice yet: no usual gap, no ratio, nobody at risk.": "尚无客户购买两次：没有通常间隔，没有沉默倍数，也没有流失风险客户。",
    "p_buy, expected_spend: within {days} days, from what all buyers did so far (see forecast).": "购买概率、预计消费：{days} 天内，依据全部客户的历史购买（见 forecast）。",
    "p_buy, expected_spend: left empty, {enough} repeat buyers are needed, there are {n}.": "购买概率、预计消费留空：需要 {enough} 位复购客户，现有 {n} 位。",
    "p_buy, expected_spend: left empty, no drop-out is visible (see forecast).": "购买概率、预计消费留空：看不出流失（见 forecast）。",
    "value_at_risk: revenue of the last {days} days × (1 − p_buy), × 1 without a p_buy; for the lost, of so many days before they went.": "风险金额：最近 {days} 天收入 ×（1 − 购买概率），无购买概率时 × 1；已流失客户取流失前同样天数的收入。",
    "Churn as recorded by hand, never from silence alone.": "流失以人工登记为准，从不单凭沉默判断。",
    "n = {n} customer(s); share is of these and may pass 100 %.": "样本：{n} 位客户；占比以此为基数，之和可能超过 100%。",
    "revenue_lost: of the {days} days before; won_back: bought again later.": "流失收入：流失前 {days} 天的收入；赢回：之后再次购买。",
    "Rate (÷ customers with a sale in the {days} days before and not gone), latest {shown} of {all} months: {listed}.": "流失率（÷ 此前 {days} 天内有购买且未流失的客户），{all} 个月中最近 {shown} 个月：{listed}。",
    "Rate (÷ customers with a sale in the {days} days before and not gone): {listed}.": "流失率（÷ 此前 {days} 天内有购买且未流失的客户）：{listed}。",
    "Derived, first that fits: gone without a later sale: winback; no sale: acquire; silence above {limit} times the usual gap: winback; two purchases: retain; else nurture.": "推导阶段，取第一个符合的：已流失且此后无购买为 winback；无购买为 acquire；沉默超过通常间隔的 {limit} 倍为 winback；购买两次为 retain；其余为 nurture。",
    "A stage set by hand wins.": "以手工设定的阶段为准。",
    "Set more than {days} days ago: {n}; look again.": "设定已超过 {days} 天：{n} 位，请复核。",
    "As of {day}, n = {n} customer(s).": "基准日 {day}，样本：{n} 位客户。",
    "Next: acquire: agree on a first small order; nurture: ask how the first order went, and offer the second; retain: thank them, ask for feedback, propose the next term; winback: ask what went wrong and make an offer to return, or record them as lost.": "下一步：acquire：谈成首个小单；nurture：回访首单，推荐第二单；retain：致谢、征求反馈、提议续约；winback：了解原因并给出回归优惠，或登记为流失。",
    "Moves between {start} and {end}; a customer new since then moved in.": "{start} 至 {end} 之间的流转；此后新增的客户计为转入。",
    # satisfaction, feedback, complaints
    "nps.": "NPS。",
    "csat.": "CSAT。",
    "ces.": "CES。",
    "score: per cent of 9-10 less per cent of 0-6, from -100 to 100; low, high: its 95 % interval; mean: of the answers.": "评分：9–10 分占比减 0–6 分占比，范围 -100 至 100；下限、上限：95% 区间；平均分：全部回答的平均。",
    "score: the share of {best} of {scale}; low, high: its 95 % interval; mean: of the answers.": "评分：满分 {scale} 中 {best} 分的占比；下限、上限：95% 区间；平均分：全部回答的平均。",
    "Window: {days} days, {start} to {end}; quarters: everything up to {day}.": "统计范围：{days} 天，{start} 至 {end}；季度：截至 {day} 的全部记录。",
    "n = {n} answer(s); a row counts each customer once, by the latest answer of its time.": "样本：{n} 个回答；每行中每位客户只计最近一次回答。",
    "n = {n} answer(s), the latest of each customer.": "样本：{n} 个回答，每位客户取最近一次。",
    "n = {n} answers, the latest of each customer to each: {listed}.": "样本：{n} 个回答，每位客户对每项取最近一次：{listed}。",
    "Fewer than {n} answers to any one metric and scale: no score, so the answers themselves.": "没有任何一项指标及量表的回答达到 {n} 个：不计算评分，直接列出回答。",
    "Fewer than {n} answers: no score, so the answers themselves.": "回答不足 {n} 个：不计算评分，直接列出回答。",
    "Fewer than {n} answers in {quarters} quarter(s): no score there.": "{quarters} 个季度的回答不足 {n} 个，不计算评分。",
    "Changed against the quarter before by more than chance (1.96 standard errors): no quarter.": "与上一季度相比的变化超出偶然（1.96 个标准误）：没有。",
    "Changed against the quarter before by more than chance (1.96 standard errors): {listed}.": "与上一季度相比的变化超出偶然（1.96 个标准误）：{listed}。",
    "Not in it: {n} answer(s) to {metric} on the scale of {scale}; see {option}.": "未计入：{metric}（满分 {scale}）的 {n} 个回答；见 {option}。",
    "Not in it: {n} answer(s) to {metric}; see {option}.": "未计入：{metric} 的 {n} 个回答；见 {option}。",
    "What customers said, newest first: answers to surveys, praise, suggestions, complaints.": "客户的反馈，最新在前：问卷、表扬、建议、投诉。",
    "days: from the entry to its resolution; of an open complaint from the entry to asof.": "天数：从登记到解决；未解决的投诉算到基准日。",
    "n = {n} complaint(s), {open} open.": "样本：{n} 件投诉，{open} 件未解决。",
    "days: to the resolution; its age where open.": "天数：到解决为止；未解决的为已历天数。",
    "Time to resolve by Kaplan–Meier, open ones counted in: median {median}, p90 {high}.": "解决用时（Kaplan–Meier，计入未解决的）：中位数 {median}，P90 {high}。",
    "Within {sla}: none is over yet.": "{sla}内解决：尚无到期的投诉。",
    "Within {sla}: none is over yet; {still} still within it.": "{sla}内解决：尚无到期的投诉；另有 {still} 件尚在期限内。",
    "Within {sla}: {share} %, {met} of {n}.": "{sla}内解决：{share}%，{n} 件中 {met} 件。",
    "Within {sla}: {share} %, {met} of {n}; {still} still within it.": "{sla}内解决：{share}%，{n} 件中 {met} 件；另有 {still} 件尚在期限内。",
    # needs, pipeline
    "n = {n} customer(s) with a {what} noted, of {all}.": "样本：{all} 位客户中 {n} 位登记了{what}。",
    "n = {n} customer(s) with an {what} noted, of {all}.": "样本：{all} 位客户中 {n} 位登记了{what}。",
    "share: of these customers; one customer may name several, so shares may pass 100 %.": "占比：以这些客户为基数；一位客户可有多项，占比之和可能超过 100%。",
    "share: of these customers.": "占比：以这些客户为基数。",
    "share: of the customers of that {group} who have one noted; one customer may name several, so shares may pass 100 %.": "占比：以该{group}中有登记的客户为基数；一位客户可有多项，占比之和可能超过 100%。",
    "share: of the customers of that {group} who have one noted.": "占比：以该{group}中有登记的客户为基数。",
    "In it: revenue, and win_rate: won ÷ (won + lost).": "范围内：收入，以及赢单率：赢单 ÷（赢单 + 输单）。",
    "win_rate of fewer than {n} closed deals, a hint at best: {listed}.": "关闭商机不足 {n} 个的赢单率仅供参考：{listed}。",
    "Come at least so far: {listed}.": "至少到达该阶段：{listed}。",
    "Fewer than {n} buyers: no segments, so that column is empty.": "购买客户不足 {n} 位：不分群，该列留空。",
    "Open as of {day}, each currency in rows of its own.": "截至 {day} 未关闭的商机，各币种分行列示。",
    "n = {n} open deal(s).": "样本：{n} 个未关闭商机。",
    "weighted: amount × probability, the deal's own or its stage's (deal_stages).": "加权金额：金额 × 概率，取商机自身的概率，否则取阶段的（deal_stages）。",
    "Left out of the sums: {listed}.": "未计入合计：{listed}。",
    "Closed deals.": "已关闭商机。",
    "None was closed.": "没有已关闭的商机。",
    "Won: {won} of {n}; a rate needs {fewest}.": "赢单：{n} 个中 {won} 个；计算赢单率需要 {fewest} 个。",
    "Win rate: {listed}.": "赢单率：{listed}。",
    "Median cycle: {days} days ({n} won deal(s)).": "赢单周期中位数：{days} 天（{n} 个赢单商机）。",
    "stuck: open for longer than {days} days, the p90 of those cycles.": "停滞：开放超过 {days} 天（赢单周期的 P90）。",
    "stuck: older than nine of ten won deals were when they closed; none was won, so it is empty.": "停滞：比九成赢单商机关闭时更久；尚无赢单，因此留空。",
    "Lost for: {listed}.": "输单原因：{listed}。",
    "Left out: {n} deal(s) with an outcome but no closing day, or the other way round.": "未计入：{n} 个有结果而无关闭日期（或相反）的商机。",
    # forecast
    "n = {n} buyer(s), {again} of them bought again.": "样本：{n} 位购买客户，其中 {again} 位复购。",
    "Rough, and totals only: fewer than {n} repeat buyers; single customers would mislead.": "粗略估计，仅列合计：复购客户不足 {n} 位，单个客户的结果会误导。",
    "Expected in the {days} days up to {end}: {purchases} purchases for {money}, by {buyers} of {n} buyer(s).": "预计到 {end} 的 {days} 天内：{n} 位客户中 {buyers} 位购买，共 {purchases} 次，金额 {money}。",
    "Expected in the {days} days up to {end}: {purchases} purchases, by {buyers} of {n} buyer(s).": "预计到 {end} 的 {days} 天内：{n} 位客户中 {buyers} 位购买，共 {purchases} 次。",
    "Back-test: fitted up to {cutoff}, the {days} days after it hidden: {auc}; {foretold} purchases foretold, {made} made; {likely} of {n} buyers foretold, {came} came.": "回测：以截至 {cutoff} 的数据拟合，隐去其后 {days} 天：{auc}；预测购买 {foretold} 次，实际 {made} 次；{n} 位客户中预测 {likely} 位，实际 {came} 位。",
    "Back-test: not possible, only {n} repeat buyers up to {cutoff}.": "回测：无法进行，截至 {cutoff} 只有 {n} 位复购客户。",
    "BG/NBD in weeks: r {r}, alpha {alpha}, a {a}, b {b}, log-likelihood {likelihood}.": "BG/NBD（以周计）：r {r}，alpha {alpha}，a {a}，b {b}，对数似然 {likelihood}。",
    "No drop-out visible ({why}): who has left cannot be told, so p_alive is omitted.": "看不出流失（{why}）：无法判断谁已离开，因此不显示活跃概率。",
    "Gamma-Gamma of {n} customers: p {p}, q {q}, gamma {gamma} {currency}; correlation of how often with how much, taken to be 0: {related}.": "Gamma-Gamma（{n} 位客户）：p {p}，q {q}，gamma {gamma} {currency}；频次与金额的相关系数（模型假定为 0）：{related}。",
    "p_buy, expected_purchases, expected_spend: within {days} days.": "购买概率、预计购买次数、预计消费：{days} 天内。",
    "p_alive: of repeat buyers only.": "活跃概率：仅限复购客户。",
    "clv: {what} of the next {n} month(s), discounted by {discount} % a year.": "客户终身价值：未来 {n} 个月的{what}，年贴现率 {discount}%。",
    "x, t_x, T count from the first day, in days.": "x、t_x、T 自首次购买日起算，以天计。",
    "Left out: {n} buyer(s) recorded as gone.": "未计入：{n} 位已登记流失的客户。",
    "No forecast: {n} repeat buyers are too few to learn from, {enough} are needed.": "不作预测：{n} 位复购客户太少，需要 {enough} 位。",
    "How often each customer buys: plaincrm report purchases.": "各客户的购买频率：plaincrm report purchases。",
    "No money foretold: only {n} customer(s) spent anything in {currency} after the first day.": "不预测金额：首日之后只有 {n} 位客户有 {currency} 消费。",
    "Spend of one-time buyers: left empty, the model has no finite mean (q is 1 or less).": "一次性客户的消费留空：模型没有有限均值（q 不大于 1）。",
    "Spend left empty for {n} repeat buyer(s) without any after the first day.": "{n} 位复购客户首日之后没有消费，留空。",
    # affinity, activity, acquisition, migration, quality
    "support: customers with both ÷ buyers; confidence: ÷ customers with a; lift: confidence ÷ share of b among all buyers, above 1 is more than usual.": "支持度：同时购买两者的客户 ÷ 购买客户；置信度：÷ 购买甲的客户；提升度：置信度 ÷ 乙在全部购买客户中的占比，大于 1 为高于通常。",
    "Left out: pairs that fewer than {fewest} customers have, the larger of {a} and {b} % of n.": "未列出：不足 {fewest} 位客户共同购买的组合（{a} 与样本 {b}% 中较大者）。",
    "For {who}: a is among their {n} product(s), b is not.": "针对 {who}：产品甲为其已购的 {n} 种产品之一，产品乙尚未购买。",
    "{n} buyer has no product named.": "{n} 位购买客户没有登记产品。",
    "{n} buyers have no product named.": "{n} 位购买客户没有登记产品。",
    "A contact is an entry of the contact log that is no internal note; days_since: asof − last.": "联系：联系记录中除内部备注外的条目；距今天数：基准日 − 最近一次。",
    "n = {n} contact(s) with {customers} customer(s).": "样本：与 {customers} 位客户的 {n} 次联系。",
    "Left out: {n} internal note(s).": "未计入：{n} 条内部备注。",
    "Persons of the same name count as one.": "同名联系人按一人计。",
    "new: `since`, else the first dated entry, lies in the window; buyers: those of them with a sale up to asof; conversion: buyers ÷ new_customers; the median is of the buyers alone.": "新增：起始日期（since），否则首条记录日期在统计范围内；购买客户：其中截至基准日有购买者；转化率：购买客户 ÷ 新增客户；中位数只按购买客户计算。",
    "n = {n} new customer(s), {buyers} of them buyers.": "样本：{n} 位新增客户，其中 {buyers} 位已购买。",
    "The latest ones have had the least time to buy.": "最新的客户尚少有时间购买。",
    "Left out: {n} customer(s) without any date; `since` would tell.": "未计入：{n} 位没有任何日期的客户；填写 since 即可计入。",
    "revenue: of the new customers, up to asof.": "收入：新增客户截至基准日的收入。",
    "from: the segment on {start}; to: on {end}.": "原分群：{start} 的分群；现分群：{end} 的分群。",
    "from is withheld: {n} buyer(s) on {day}, and segments need {enough}, or cuts of your own.": "原分群不显示：{day} 只有 {n} 位购买客户，分群需要 {enough} 位或自定分界。",
    "to is withheld: {n} buyer(s) on {day}, and segments need {enough}, or cuts of your own.": "现分群不显示：{day} 只有 {n} 位购买客户，分群需要 {enough} 位或自定分界。",
    "from is empty for {n} buyer(s) of later days.": "{n} 位之后才购买的客户没有原分群。",
    "{stayed} of the {n} buyer(s) of {day} stayed.": "{day} 的 {n} 位购买客户中 {stayed} 位分群未变。",
    "n = {n} customer(s): {listed}.": "样本：{n} 位客户：{listed}。",
    "n = {n} customer(s): nothing found.": "样本：{n} 位客户：未发现问题。",
    "In it: sales without a rate, and unpaid sales whose file names no due day (taken as {days} days after the sale, terms_days).": "范围内：缺少汇率的销售，以及未写到期日的未付销售（按销售后 {days} 天计，terms_days）。",
    "likely duplicate: the same e-mail, phone or name, or nearly the name; value: who has it, and what.": "疑似重复：邮箱、电话或名称相同，或名称相近；值：与谁重复、什么相同。",
    "What breaks a rule of the file format is named by plaincrm check.": "违反文件格式规则的内容由 plaincrm check 指出。",
}

# What a report may fill in that is a word and no name or number.
WORDS = {
    "month": "月",
    "quarter": "季度",
    "year": "年",
    "mean": "平均值",
    "median": "中位数",
    "occasions": "购买日数",
    "orders": "订单数",
    "revenue": "收入",
    "scores": "评分",
    "motive": "购买动机",
    "preference": "偏好",
    "decision stage": "决策阶段",
    "criterion": "决策标准",
    "obstacle": "障碍",
    "segment": "客户分群",
    "industry": "所属行业",
    "not reached": "未达到",
    "no AUC, all came or nobody did": "无 AUC（全部购买或无人购买）",
}
# Within a list of facts, in this order.
_PARTS = (
    (r"not reached", "未达到"),
    (r", with only (\d+) at risk", r"（仅 \1 位在险）"),
    (r"\(none\)", "（无）"),
    (r"(\d+) days?\b", r"\1 天"),
    (r"(\d+) to csat of (\d)", r"csat（满分 \2）\1 个"),
    (r"(\d+) to (nps|ces)", r"\2 \1 个"),
    (r"(\d+ %) by count \((\d+) of (\d+)\)", r"按数量 \1（\3 个中赢 \2 个）"),
    (r"(\d+ %) by value in ([A-Z]{3})", r"按金额 \1（\2）"),
    (r"(\d+) of (\d+) \(([\d.]+ %)\)", r"\2 位中 \1 位（\3）"),
    (r"(\d+) of (\d+)", r"\2 个中赢 \1 个"),
    (r"(\d) %", r"\1%"),
    (r"(\d+) (overdue|today|upcoming|quiet|never|close|decide|birthday)\b", r"\2 \1 条"),
    (r"(\d+) in ([A-Z]{3})", r"\2 \1 条"),
    (r"(\d+) deals? without amount", r"\1 个商机无金额"),
    (r"(\d+) deals? without probability", r"\1 个商机无概率"),
    (r"until\b", "最早"),
    (r"any day\b", "任意日"),
    (r"missing e-mail", "缺邮箱"),
    (r"missing industry", "缺行业"),
    (r"missing rate", "缺汇率"),
    (r"unpaid without due", "未付且无到期日"),
    (r"likely duplicate", "疑似重复"),
    (r"unknown field", "未知字段"),
    (r" and (\d+) more", r" 等另 \1 项"),
    (r", ", "，"),
)
_FACTS = ("listed", "median", "high", "start", "end")
_UNITS = {"d": "天", "w": "周", "m": "个月", "q": "个季度", "y": "年"}


def note(text: str) -> str:
    """A report's note in Chinese; from a sentence that nobody has worded on, it stays English."""
    told, rest = split(text)
    return told + rest


def split(text: str) -> tuple[str, str]:
    """The sentences that have a Chinese wording, in it, and the English rest from the first that has none."""
    told, rest = "", text
    while rest:
        found, chinese = next(
            ((match, to) for form, to in _forms() if (match := form.match(rest))), (None, "")
        )
        if found is None:
            break
        told += chinese.format(**{name: _filled(name, value) for name, value in found.groupdict().items()})
        rest = rest[found.end() :].lstrip(" ")
    return told, rest


def _filled(name: str, value: str) -> str:
    if value in WORDS:
        return WORDS[value]
    if name == "sla":  # such as 7d
        return f"{value[:-1]} {_UNITS[value[-1]]}"
    if name in _FACTS:
        for english, chinese in _PARTS:
            value = re.sub(english, chinese, value)
    return value


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    """A pattern for every sentence, those with most words of their own first."""
    order = sorted(NOTES, key=lambda english: -len(re.sub(r"\{\w+\}", "", english)))
    return [(re.compile(pattern(english)), NOTES[english]) for english in order]


def pattern(english: str) -> str:
    """A regular expression for a sentence, with a group for everything that is filled in."""
    parts = re.split(r"(\{\w+\}|\(s\))", english)
    written = "".join(
        f"(?P<{part[1:-1]}>.+?)" if part[:1] == "{" else "s?" if part == "(s)" else re.escape(part)
        for part in parts
    )
    return written + r"(?= |$)"
